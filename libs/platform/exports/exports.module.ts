import { Global, Module } from '@nestjs/common';
import { ExportLog } from './export-log.js';
import { ExportsController } from './exports.controller.js';

@Global()
@Module({ controllers: [ExportsController], providers: [ExportLog], exports: [ExportLog] })
export class ExportsModule {}
