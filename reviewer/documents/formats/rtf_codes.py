"""What RTF's control words mean for its text. Source: Microsoft's Rich Text Format Specification 1.9.1."""

from __future__ import annotations

from reviewer.model import Aside

CHARACTERS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "\u2014", "endash": "\u2013", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": "\u2005", "bullet": "\u2022", "lquote": "\u2018", "rquote": "\u2019",
    "ldblquote": "\u201c", "rdblquote": "\u201d", "~": "\u00a0", "-": "\u00ad", "_": "\u2011", "{": "{", "}": "}",
    "\\": "\\", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
ENDS = frozenset({"par", "sect", "page", "column", "\n", "\r"})
# Groups whose text stands beside the body's.
BESIDE = {
    "header": Aside.HEADER, "headerl": Aside.HEADER, "headerr": Aside.HEADER, "headerf": Aside.HEADER,
    "footer": Aside.FOOTER, "footerl": Aside.FOOTER, "footerr": Aside.FOOTER, "footerf": Aside.FOOTER,
    "footnote": Aside.NOTES, "annotation": Aside.COMMENTS, "atnauthor": "author",
}  # fmt: skip
# Groups that Word marks as ignorable, or that have no text of their own, and whose text is shown all the same.
SAID_AGAIN = frozenset({"nonshppict", "shprslt"})
"""Groups that say for older programs what another group beside them says."""

SHOWN = frozenset(
    {
        "shpinst",
        "shptxt",
        "pntext",
        "listtext",
        "fldrslt",
        "result",
        "object",
        "shp",
        "shpgrp",
        "moMath",
        "moMathPara",
    }
)
# What joins the parts of an equation, before each.
MATHS = {"mden": "/", "msup": "^", "msub": "_", "mlim": "_", "mrad": "\u221a"}
FORM = "formfield"
# Groups that are looked into wherever they stand: entries of lists to choose from, properties of shapes and their values.
COLLECTED = frozenset({"ffl", "sn", "sv"})
DESCRIBED, WORDS_AS_ART = "wzDescription", "gtextUNICODE"
INSTRUCTION = "fldinst"
FONTS = "fonttbl"
TEMPLATE = "template"
SKIPPED = frozenset(
    {
        "malnScr", "margSz", "mbaseJc", "mcGp", "mcGpRule", "mcSp", "mcount", "mctrlPr", "mdegHide", "mdiff", "mgrow",
        "mhideBot", "mhideLeft", "mhideRight", "mhideTop", "mjc", "mlimLoc", "mmaxDist", "mmcJc", "mmcs", "mnoBreak",
        "mobjDist", "mopEmu", "mplcHide", "mpos", "mrSp", "mrSpRule", "mshow", "mshp", "mstrikeBLTR", "mstrikeH",
        "mstrikeTLBR", "mstrikeV", "msubHide", "msupHide", "mtransp", "mtype", "mvertJc", "mzeroAsc", "mzeroDesc", "mzeroWid",
        "aftncn", "aftnsep", "aftnsepc", "atndate", "atnid", "atnicn", "atnparent", "atnref", "atntime", "atrfend",
        "atrfstart", "author", "background", "bkmkend", "bkmkstart", "blipuid", "buptim", "category",
        "colorschememapping", "colortbl", "comment", "company", "creatim", "datafield", "datastore", "defchp", "defpap",
        "doccomm", "docvar", "ebcend", "ebcstart", "factoidname", "falt", "ffdeftext", "ffentrymcr", "ffexitmcr",
        "ffformat", "ffhelptext", "ffl", "ffname", "ffstattext", "file", "filetbl", "fname", "fontemb", "fontfile",
        "formfield", "ftncn", "ftnsep", "ftnsepc", "generator", "gridtbl", "hlinkbase", "hsv", "htmltag", "info",
        "keycode", "keywords", "latentstyles", "levelnumbers", "leveltext", "list", "listname", "listoverride",
        "listoverridetable", "listpicture", "liststylename", "listtable", "lsdlockedexcept", "manager", "mhtmltag",
        "mmathPr", "nesttableprops", "nextfile", "nonesttables", "nonshppict", "objalias", "objclass", "objdata",
        "objname", "objsect", "objtime", "oldcprops", "oldpprops", "oldsprops", "oldtprops", "oleclsid", "operator",
        "panose", "password", "passwordhash", "pgp", "pgptbl", "picprop", "pict", "pn", "pnseclvl", "pntxta", "pntxtb",
        "printim", "private", "propname", "protend", "protstart", "protusertbl", "pxe", "revtbl", "revtim", "rsidtbl",
        "rxe", "shppict", "shprslt", "sn", "sp", "staticval", "stylesheet", "subject", "sv", "svb", "tc", "themedata",
        "title", "txe", "ud", "userprops", "wgrffmtfilter", "windowcaption", "writereservation", "writereservhash", "xe",
        "xform", "xmlattrname", "xmlattrvalue", "xmlclose", "xmlname", "xmlnstbl", "xmlopen",
    }
)  # fmt: skip
CHARSETS = {
    0: "cp1252", 77: "mac_roman", 78: "cp932", 79: "cp950", 80: "cp949", 81: "cp1256", 82: "cp1255", 83: "mac_greek",
    84: "mac_cyrillic", 85: "gbk", 86: "mac_romanian", 87: "mac_cyrillic", 88: "cp874", 89: "mac_latin2", 128: "cp932",
    129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
