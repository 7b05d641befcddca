import { openScreen } from '../test/screen/screen.ts';
const [, , file, name] = process.argv;
await using screen = await openScreen();
for (const [width, scheme] of [[390,'light'],[820,'light'],[1440,'light'],[1440,'dark'],[390,'dark']] as const) {
  const page = await screen.open(`file://${file}`, { width, scheme });
  await page.screenshot({ path: `/tmp/layout/s-${name}-${width}-${scheme}.png`, clip: { x: 0, y: 0, width, height: width < 500 ? 2200 : 1800 } });
  await page.close();
}
process.exit(0);
