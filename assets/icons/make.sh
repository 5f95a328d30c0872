#!/bin/sh
# Draws the program's icons from icon.svg (ImageMagick). Run from this folder after changing the mark.
set -eu
for s in 16 24 32 48 64 128 256 512; do
  convert -background none -density 384 icon.svg -resize "${s}x${s}" "PNG32:tmp-$s.png"
done
mv tmp-32.png 32x32.png
mv tmp-128.png 128x128.png
cp tmp-256.png 128x128@2x.png
cp tmp-512.png icon.png
convert tmp-16.png tmp-24.png 32x32.png tmp-48.png tmp-64.png tmp-256.png icon.ico
rm -f tmp-*.png
