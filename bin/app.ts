import { runApp } from '../lib/app';

void runApp();
