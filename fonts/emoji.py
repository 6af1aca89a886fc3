"""Makes emoji.ttf from the font of the npm package twemoji-colr-font (see README.md).

    woff2_decompress twemoji.woff2 && python3 emoji.py twemoji.ttf emoji.ttf      (needs fonttools)

- Joined emoji and keycaps are looked up with U+FE0F in the original. The text engine drops that character
  before it looks, so each ligature is added without it.
- Three sequences are torn apart by the engine before they reach the font (src/raster/emoji.ts replaces
  them by the private characters that are given to their pictures here).
- Names of glyphs and the editor's time stamp are left out; the family is renamed, as it is a changed one.
"""
import sys
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.otTables import Ligature

SELECTOR = "ufe0f"
PRIVATE = {
    0xF0000: "u2764_fe0f_200d_1f525",
    0xF0001: "u2764_fe0f_200d_1fa79",
    0xF0002: "u1f3f3_fe0f_200d_1f308",
}

font = TTFont(sys.argv[1], recalcTimestamp=False)
for lookup in font["GSUB"].table.LookupList.Lookup:
    for table in lookup.SubTable:
        for ligatures in getattr(table, "ExtSubTable", table).ligatures.values():
            known = {tuple(ligature.Component) for ligature in ligatures}
            for ligature in list(ligatures):
                parts = tuple(part for part in ligature.Component if part != SELECTOR)
                if not parts or parts in known:
                    continue
                known.add(parts)
                added = Ligature()
                added.Component, added.CompCount, added.LigGlyph = list(parts), len(parts) + 1, ligature.LigGlyph
                ligatures.append(added)
            ligatures.sort(key=lambda ligature: -len(ligature.Component))
for table in font["cmap"].tables:
    if table.format == 12:
        table.cmap.update(PRIVATE)
for record in font["name"].names:
    if record.nameID in (1, 3, 4, 6):
        record.string = "DaywallEmoji" if record.nameID == 6 else "Daywall Emoji"
font["post"].formatType = 3.0
del font["FFTM"]
font.save(sys.argv[2])
