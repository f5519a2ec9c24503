"""What languages are called in English, by their tags (BCP 47): nobody is shown a code for a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from reviewer.desk.words.language import say
from reviewer.model import Case

# By ISO 639 code, after Unicode CLDR as Qt 6.11 has it, and "no". The desk knows no Qt; a test of the window holds the two together.
_TABLE = """
aa=Afar; ab=Abkhazian; ae=Avestan; af=Afrikaans; agq=Aghem; ak=Akan; akk=Akkadian; am=Amharic; an=Aragonese;
ann=Obolo; ar=Arabic; arc=Aramaic; arn=Mapuche; as=Assamese; asa=Asu; ase=American Sign Language; ast=Asturian;
av=Avaric; ay=Aymara; az=Azerbaijani; ba=Bashkir; bal=Baluchi; ban=Balinese; bas=Basaa; bax=Bamun;
bbc=Batak Toba; be=Belarusian; bem=Bemba; bez=Bena; bg=Bulgarian; bgc=Haryanvi; bgn=Western Balochi;
bho=Bhojpuri; bi=Bislama; blo=Anii; blt=Tai Dam; bm=Bambara; bn=Bangla; bo=Tibetan; br=Breton; brx=Bodo;
bs=Bosnian; bss=Akoose; bug=Buginese; byn=Blin; ca=Catalan; cch=Atsam; ccp=Chakma; ce=Chechen; ceb=Cebuano;
cgg=Chiga; ch=Chamorro; chr=Cherokee; cic=Chickasaw; ckb=Central Kurdish; co=Corsican; cop=Coptic; cr=Cree;
cs=Czech; csw=Swampy Cree; cu=Church Slavic; cv=Chuvash; cy=Welsh; da=Danish; dav=Taita; de=German; dje=Zarma;
doi=Dogri; dsb=Lower Sorbian; dua=Duala; dv=Divehi; dyo=Jola-Fonyi; dz=Dzongkha; ebu=Embu; ee=Ewe;
egy=Ancient Egyptian; el=Greek; en=English; eo=Esperanto; es=Spanish; et=Estonian; eu=Basque; ewo=Ewondo;
fa=Persian; ff=Fula; fi=Finnish; fil=Filipino; fj=Fijian; fo=Faroese; fr=French; frr=Northern Frisian;
fur=Friulian; fy=Western Frisian; ga=Irish; gaa=Ga; gd=Scottish Gaelic; gez=Geez; gl=Galician; gn=Guarani;
got=Gothic; grc=Ancient Greek; gsw=Swiss German; gu=Gujarati; guz=Gusii; gv=Manx; ha=Hausa; haw=Hawaiian;
he=Hebrew; hi=Hindi; ho=Hiri Motu; hr=Croatian; hsb=Upper Sorbian; ht=Haitian Creole; hu=Hungarian; hy=Armenian;
hz=Herero; ia=Interlingua; id=Indonesian; ie=Interlingue; ig=Igbo; ii=Sichuan Yi; ik=Inupiaq; inh=Ingush;
io=Ido; is=Icelandic; it=Italian; iu=Inuktitut; ja=Japanese; jbo=Lojban; jgo=Ngomba; jmc=Machame; jv=Javanese;
ka=Georgian; kaa=Kara-Kalpak; kab=Kabyle; kaj=Jju; kam=Kamba; kcg=Tyap; kde=Makonde; kea=Kabuverdianu;
ken=Kenyang; kfo=Koro; kg=Kongo; kgp=Kaingang; khq=Koyra Chiini; ki=Kikuyu; kj=Kuanyama; kk=Kazakh; kkj=Kako;
kl=Kalaallisut; kln=Kalenjin; km=Khmer; kn=Kannada; ko=Korean; kok=Konkani; kpe=Kpelle; kr=Kanuri; ks=Kashmiri;
ksb=Shambala; ksf=Bafia; ksh=Colognian; ku=Kurdish; kv=Komi; kw=Cornish; kxv=Kuvi; ky=Kyrgyz; la=Latin;
lag=Langi; lb=Luxembourgish; lez=Lezghian; lg=Ganda; li=Limburgish; lij=Ligurian; lkt=Lakota; lld=Ladin;
ln=Lingala; lo=Lao; lrc=Northern Luri; lt=Lithuanian; lu=Luba-Katanga; luo=Luo; luy=Luyia; lv=Latvian;
lzh=Literary Chinese; mai=Maithili; man=Mandingo; mas=Masai; mdf=Moksha; men=Mende; mer=Meru; mfe=Morisyen;
mg=Malagasy; mgh=Makhuwa-Meetto; mgo=Metaʼ; mh=Marshallese; mi=Māori; mk=Macedonian; ml=Malayalam; mn=Mongolian;
mni=Manipuri; moh=Mohawk; mr=Marathi; ms=Malay; mt=Maltese; mua=Mundang; mus=Muscogee; my=Burmese; myv=Erzya;
mzn=Mazanderani; na=Nauru; naq=Nama; nb=Norwegian Bokmål; nd=North Ndebele; nds=Low German; ne=Nepali;
new=Newari; ng=Ndonga; nl=Dutch; nmg=Kwasio; nn=Norwegian Nynorsk; nnh=Ngiemboon; no=Norwegian; non=Old Norse;
nqo=N’Ko; nr=South Ndebele; nso=Northern Sotho; nus=Nuer; nv=Navajo; ny=Nyanja; nyn=Nyankole; oc=Occitan;
oj=Ojibwa; om=Oromo; or=Odia; os=Ossetic; osa=Osage; pa=Punjabi; pal=Pahlavi; pap=Papiamento; pau=Palauan;
pcm=Nigerian Pidgin; peo=Old Persian; phn=Phoenician; pi=Pali; pis=Pijin; pl=Polish; prg=Prussian; ps=Pashto;
pt=Portuguese; qu=Quechua; quc=Kʼicheʼ; raj=Rajasthani; rhg=Rohingya; rm=Romansh; rn=Rundi; ro=Romanian;
rof=Rombo; ru=Russian; rw=Kinyarwanda; rwk=Rwa; sa=Sanskrit; sah=Yakut; saq=Samburu; sat=Santali;
saz=Sourashtra; sbp=Sangu; sc=Sardinian; scn=Sicilian; sd=Sindhi; sdh=Southern Kurdish; se=Northern Sami;
seh=Sena; ses=Koyraboro Senni; sg=Sango; sga=Old Irish; shi=Tachelhit; shn=Shan; si=Sinhala; sid=Sidamo;
sk=Slovak; sl=Slovenian; sm=Samoan; sma=Southern Sami; smj=Lule Sami; smn=Inari Sami; sms=Skolt Sami; sn=Shona;
so=Somali; sq=Albanian; sr=Serbian; ss=Swati; ssy=Saho; st=Southern Sotho; su=Sundanese; sv=Swedish; sw=Swahili;
syr=Syriac; szl=Silesian; ta=Tamil; te=Telugu; teo=Teso; tg=Tajik; th=Thai; ti=Tigrinya; tig=Tigre; tk=Turkmen;
tkl=Tokelauan; tn=Tswana; to=Tongan; tok=Toki Pona; tpi=Tok Pisin; tr=Turkish; trv=Taroko; trw=Torwali;
ts=Tsonga; tt=Tatar; tvl=Tuvalu; twq=Tasawaq; ty=Tahitian; tzm=Central Atlas Tamazight; ug=Uyghur; uga=Ugaritic;
uk=Ukrainian; ur=Urdu; uz=Uzbek; vai=Vai; ve=Venda; vec=Venetian; vi=Vietnamese; vo=Volapük; vun=Vunjo;
wa=Walloon; wae=Walser; wal=Wolaytta; wbp=Warlpiri; wo=Wolof; xh=Xhosa; xnr=Kangri; xog=Soga; yav=Yangben;
yi=Yiddish; yo=Yoruba; yrl=Nheengatu; yue=Cantonese; za=Zhuang; zgh=Standard Moroccan Tamazight; zh=Chinese;
zu=Zulu
"""


def language_name(tag: str, beside: Iterable[str] = ()) -> str:
    """Return what a language is called: "Welsh" for "cy"; the tag itself where nobody has named it.

    Where one of the tags ``beside`` it has the same name, what tells them apart stands behind it: "Chinese (Hant)".
    """
    primary, _, rest = tag.partition("-")
    name = _names().get(primary.lower())
    if name is None:
        return tag
    shared = rest and any(
        other.partition("-")[0].lower() == primary.lower() for other in beside if other != tag
    )
    return say("{name} ({variety})", name=say(name), variety=rest) if shared else say(name)


def language_tags() -> tuple[str, ...]:
    """Return the tags of all languages that have a name."""
    return tuple(_names())


def letter_language(case: Case, key: str) -> str:
    """Return what a language of the case is called, by its key or tag, told apart from the case's others; "" is the first."""
    tags = {each: language.framework.language for each, language in case.languages.items()}
    return language_name(tags.get(key, key), tags.values())


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    pairs = (pair.partition("=") for pair in " ".join(_TABLE.split()).split("; "))
    return MappingProxyType({code: name for code, _, name in pairs})


def named_in(name: str, language: str) -> str:
    """Return a name with the language (its tag) that what is called so is in; by itself where that is the first ("")."""
    return say("{name}, in {language}", name=name, language=language_name(language)) if language else name
