import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { Satisfies } from './satisfies.js';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
const logFormats = ['json', 'pretty'] as const;
const projectors = ['embedded', 'separate'] as const;

/** What is not written like a number stays text, for validation to refuse. */
const WholeNumber = () => Transform(({ value }) => (/^\d{1,15}$/.test(String(value)) ? Number(value) : String(value)));
const YesOrNo = () => Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : String(value)));

function isPostgresUrl(value: unknown): boolean {
  return hasProtocol(value, ['postgres:', 'postgresql:']);
}

/** Also of a cluster, whose string names several hosts and is therefore no URL. What is in it is the client's to read. */
function isEventStoreDbString(value: unknown): boolean {
  return typeof value === 'string' && /^esdb(\+discover)?:\/\/[^\s/]+(\/\S*)?$/.test(value);
}

function hasProtocol(value: unknown, protocols: readonly string[]): boolean {
  return typeof value === 'string' && URL.canParse(value) && protocols.includes(new URL(value).protocol);
}

function isTimeZone(value: unknown): boolean {
  try {
    return typeof value === 'string' && new Intl.DateTimeFormat('en', { timeZone: value }).format(0) !== '';
  } catch {
    return false;
  }
}

function isAddressOrNetwork(value: unknown): boolean {
  const [address = '', bits, ...rest] = String(value).split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** All settings, checked. `settings` says what each means. */
export class Config {
  @IsOptional()
  @Satisfies((value) => isPostgresUrl(value) || isEventStoreDbString(value))
  readonly eventStore?: string;

  @IsOptional()
  @Matches(/^[\w.-]{1,100}$/)
  readonly streamPrefix?: string;

  @IsOptional()
  @Satisfies(isPostgresUrl)
  readonly databaseUrl?: string;

  /** Absolute. */
  @Transform(({ value }) => resolve(String(value)))
  @IsString()
  readonly dataDir: string;

  @Matches(/^[\w.:-]+$/)
  readonly host: string;

  @WholeNumber()
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly port: number;

  @IsOptional()
  @Satisfies((value) => hasProtocol(value, ['http:', 'https:']))
  readonly publicUrl?: string;

  @Transform(({ value }) =>
    String(value ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  @Satisfies((value) => Array.isArray(value) && value.every(isAddressOrNetwork))
  readonly trustProxy: readonly string[];

  @YesOrNo()
  @IsBoolean()
  readonly cookieSecure: boolean;

  @WholeNumber()
  @IsInt()
  @Min(1)
  readonly bodyLimitBytes: number;

  @Satisfies(isTimeZone)
  readonly timeZone: string;

  @IsIn(projectors)
  readonly projector: (typeof projectors)[number];

  @WholeNumber()
  @IsInt()
  @Min(1)
  readonly sessionHours: number;

  @WholeNumber()
  @IsInt()
  @Min(1)
  readonly sessionIdleMinutes: number;

  @WholeNumber()
  @IsInt()
  @Min(1)
  readonly throttleSignInMinutes: number;

  @WholeNumber()
  @IsInt()
  @Min(1)
  readonly throttleSignInPerAccount: number;

  @WholeNumber()
  @IsInt()
  @Min(1)
  readonly throttleSignInPerAddress: number;

  @WholeNumber()
  @IsInt()
  @Min(1)
  readonly throttleRequestsPerMinute: number;

  @IsIn(logLevels)
  readonly logLevel: (typeof logLevels)[number];

  @IsIn(logFormats)
  readonly logFormat: (typeof logFormats)[number];

  @WholeNumber()
  @IsInt()
  @Min(1)
  readonly shutdownTimeoutMs: number;
}
