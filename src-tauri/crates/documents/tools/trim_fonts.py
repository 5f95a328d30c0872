"""Makes assets/fonts/*.ttf from the published Noto fonts. How to run it: assets/fonts/README.md.

usage: trim_fonts.py NotoSerifSC_400Regular.ttf NotoSansSC_700Bold.ttf characters.json OUT_DIR
"""

import json
import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

# Symbols that forms use beyond GBK; a character the source font lacks is simply not there.
SYMBOLS = "≥≤≠≈±×÷√✓□■○●◎△▲▽▼◇◆★☆—–‑…·•‰℃㎡㎥㎞㎏㎎㎝㎜ℓ²³¹⁴€¥£℡№™©®°′″§¶†‡⇒∞∑∫∴∵⊥⌒︰﹣∕‐"
RANGES = [(0x20, 0x7F), (0xA0, 0x100), (0x391, 0x3CA), (0x2010, 0x2028), (0x2190, 0x219A),
          (0x2460, 0x2500), (0x3000, 0x3040), (0x3220, 0x3244), (0x3300, 0x3400), (0xFF01, 0xFFEF)]


def gbk():
    """Every character of GBK, without its private-use cells."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                found.add(bytes([lead, trail]).decode("gbk"))
            except UnicodeDecodeError:
                pass
    return {c for c in found if not 0xE000 <= ord(c) <= 0xF8FF}


def add_boxes(font):
    """Draws ☐ ☑ ☒ out of □, ✓ and ×: the Noto fonts have none, and every form has boxes to tick."""
    cmap, glyphs = font.getBestCmap(), font.getGlyphSet()
    width = font["hmtx"].metrics[cmap[ord("□")]][0]
    box = font["glyf"][cmap[ord("□")]]
    for code, mark in ((0x2610, None), (0x2611, "✓"), (0x2612, "×")):
        pen = TTGlyphPen(None)
        glyphs[cmap[ord("□")]].draw(pen)
        if mark:
            own = font["glyf"][cmap[ord(mark)]]
            move = [(box.xMin + box.xMax - own.xMin - own.xMax) // 2, (box.yMin + box.yMax - own.yMin - own.yMax) // 2]
            glyphs[cmap[ord(mark)]].draw(TransformPen(pen, (1, 0, 0, 1, *move)))
        name = f"uni{code:04X}"
        glyph = pen.glyph()
        font["glyf"][name] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"].metrics[name] = (width, glyph.xMin)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name
    font["maxp"].numGlyphs = len(font.getGlyphOrder())


def align_digits(font):
    """Gives the ten digits one width, centred in it, so that amounts stand in columns."""
    cmap, metrics, glyf = font.getBestCmap(), font["hmtx"].metrics, font["glyf"]
    names = [cmap[ord(d)] for d in "0123456789"]
    width = max(metrics[name][0] for name in names)
    for name in names:
        advance, bearing = metrics[name]
        shift = (width - advance) // 2
        glyf[name].coordinates.translate((shift, 0))
        glyf[name].recalcBounds(glyf)
        metrics[name] = (width, bearing + shift)


def trim(source, target, characters):
    """Writes the part of `source` that draws `characters` to `target`."""
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True,
                             name_IDs=["*"], name_languages=["*"], recalc_timestamp=False, glyph_names=False)
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GDEF", "GPOS", "GSUB", "STAT", "DSIG"]
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    subsetter.subset(font)
    add_boxes(font)
    align_digits(font)
    font.save(target)
    have = TTFont(target).getBestCmap()
    return [c for c in sorted(characters) if ord(c) not in have]


def main():
    serif, sans, table, out = sys.argv[1:5]
    standard = set(json.loads(Path(table).read_text(encoding="utf-8")))
    wanted = gbk() | standard | set(SYMBOLS) | {chr(c) for a, b in RANGES for c in range(a, b)}
    for source, name in ((serif, "NotoSerifSC-Regular.ttf"), (sans, "NotoSansSC-Bold.ttf")):
        missing = trim(source, Path(out) / name, wanted)
        print(name, "not in the source font:", "".join(missing))
        assert not set(missing) & standard, "a character of 通用规范汉字表 is missing"


main()
