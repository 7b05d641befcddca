import { createCanvas, loadImage } from '@napi-rs/canvas';
import { readdirSync, writeFileSync } from 'node:fs';
const dir='/tmp/layout/'; const fs=readdirSync(dir).filter(f=>/^p-\d+\.png$/.test(f)).sort();
const ims=await Promise.all(fs.map(f=>loadImage(dir+f)));
const per=3, w=ims[0].width,h=ims[0].height; const rows=Math.ceil(ims.length/per);
const c=createCanvas(w*Math.min(per,ims.length),h*rows); const x=c.getContext('2d'); x.fillStyle='#999'; x.fillRect(0,0,c.width,c.height);
ims.forEach((i,k)=>x.drawImage(i,(k%per)*w+1,Math.floor(k/per)*h+1,w-2,h-2));
writeFileSync(dir+'m.png',c.toBuffer('image/png'));
