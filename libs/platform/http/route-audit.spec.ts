import { describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { startTestApp } from '../testing/http-app.js';
import { Public } from './access.js';

@Controller('forgotten')
class ForgottenController {
  @Get()
  read(): string {
    return 'open to everybody';
  }
}

@Public()
@Controller('declared')
class DeclaredController {
  @Get()
  read(): string {
    return 'open to everybody';
  }
}

describe('a route', () => {
  it('given no word on who may call it, stops the start', async () => {
    const started = startTestApp({ controllers: [ForgottenController] }).then((app) => app.close());
    await expect(started).rejects.toThrow('ForgottenController.read');
  }, 60_000);

  it('given a word on its controller, is open as that says', async () => {
    const app = await startTestApp({ controllers: [DeclaredController] });
    expect((await app.anonymous.get('/api/v1/declared')).status).toBe(200);
    await app.close();
  }, 60_000);
});
