"""Pinyin of Chinese words as typed in letters: `jiyao`, `jiy` and `jy` for 纪要. Asked for by the palette and where
people are named."""

from bisect import bisect_right
from enum import IntEnum
from functools import lru_cache

_TABLE = """
B0A1 a B0A3 ai B0B0 an B0B9 ang B0BC ao B0C5 ba B0D7 bai B0DF ban B0EE bang B0FA bao B1AD bei B1BC ben B1C0 beng
B1C6 bi B1DE bian B1EA biao B1EE bie B1F2 bin B1F8 bing B2A3 bo B2B6 bu B2C1 ca B2C2 cai B2CD can B2D4 cang
B2D9 cao B2DE ce B2E3 ceng B2E5 cha B2F0 chai B2F3 chan B2FD chang B3AC chao B3B5 che B3BB chen B3C5 cheng
B3D4 chi B3E4 chong B3E9 chou B3F5 chu B4A7 chuai B4A8 chuan B4AF chuang B4B5 chui B4BA chun B4C1 chuo B4C3 ci
B4CF cong B4D5 cou B4D6 cu B4DA cuan B4DD cui B4E5 cun B4E8 cuo B4EE da B4F4 dai B5A2 dan B5B1 dang B5B6 dao
B5C2 de B5C5 deng B5CC di B5DF dian B5EF diao B5F8 die B6A1 ding B6AA diu B6AB dong B6B5 dou B6BD du B6CB duan
B6D1 dui B6D5 dun B6DE duo B6EA e B6F7 en B6F8 er B7A2 fa B7AA fan B7BB fang B7C6 fei B7D2 fen B7E1 feng B7F0 fo
B7F1 fou B7F2 fu B8C1 ga B8C3 gai B8C9 gan B8D4 gang B8DD gao B8E7 ge B8F8 gei B8F9 gen B8FB geng B9A4 gong
B9B3 gou B9BC gu B9CE gua B9D4 guai B9D7 guan B9E2 guang B9E5 gui B9F5 gun B9F8 guo B9FE ha BAA1 hai BAA8 han
BABB hang BABE hao BAC7 he BAD9 hei BADB hen BADF heng BAE4 hong BAED hou BAF4 hu BBA8 hua BBB1 huai BBB6 huan
BBC4 huang BBD2 hui BBE7 hun BBED huo BBF7 ji BCCE jia BCDF jian BDA9 jiang BDB6 jiao BDD2 jie BDED jin
BEA3 jing BEBC jiong BEBE jiu BECF ju BEE8 juan BEEF jue BEF9 jun BFA6 ka BFAA kai BFAF kan BFB5 kang BFBC kao
BFC0 ke BFCF ken BFD3 keng BFD5 kong BFD9 kou BFDD ku BFE4 kua BFE9 kuai BFED kuan BFEF kuang BFF7 kui C0A4 kun
C0A8 kuo C0AC la C0B3 lai C0B6 lan C0C5 lang C0CC lao C0D5 le C0D7 lei C0E2 leng C0E5 li C1A9 lia C1AA lian
C1B8 liang C1C3 liao C1D0 lie C1D5 lin C1E1 ling C1EF liu C1FA long C2A5 lou C2AB lu C2BF lv C2CD luan C2D3 lue
C2D5 lun C2DC luo C2E8 ma C2F1 mai C2F7 man C3A2 mang C3A8 mao C3B4 me C3B5 mei C3C5 men C3C8 meng C3D0 mi
C3DE mian C3E7 miao C3EF mie C3F1 min C3F7 ming C3FD miu C3FE mo C4B1 mou C4B4 mu C4C3 na C4CA nai C4CF nan
C4D2 nang C4D3 nao C4D8 ne C4D9 nei C4DB nen C4DC neng C4DD ni C4E8 nian C4EF niang C4F1 niao C4F3 nie C4FA nin
C4FB ning C5A3 niu C5A7 nong C5AB nu C5AE nv C5AF nuan C5B0 nue C5B2 nuo C5B6 o C5B7 ou C5BE pa C5C4 pai
C5CA pan C5D2 pang C5D7 pao C5DE pei C5E7 pen C5E9 peng C5F7 pi C6AA pian C6AE piao C6B2 pie C6B4 pin C6B9 ping
C6C2 po C6CB pu C6DA qi C6FE qia C7A3 qian C7B9 qiang C7C1 qiao C7D0 qie C7D5 qin C7E0 qing C7ED qiong C7EF qiu
C7F7 qu C8A6 quan C8B1 que C8B9 qun C8BB ran C8BF rang C8C4 rao C8C7 re C8C9 ren C8D3 reng C8D5 ri C8D6 rong
C8E0 rou C8E3 ru C8ED ruan C8EF rui C8F2 run C8F4 ruo C8F6 sa C8F9 sai C8FD san C9A3 sang C9A6 sao C9AA se
C9AD sen C9AE seng C9AF sha C9B8 shai C9BA shan C9CA shang C9D2 shao C9DD she C9E9 shen C9F9 sheng CAA6 shi
CAD5 shou CADF shu CBA2 shua CBA4 shuai CBA8 shuan CBAA shuang CBAD shui CBB1 shun CBB5 shuo CBB9 si CBC9 song
CBD1 sou CBD5 su CBE1 suan CBE4 sui CBEF sun CBF2 suo CBFA ta CCA5 tai CCAE tan CCC0 tang CCCD tao CCD8 te
CCD9 teng CCDD ti CCEC tian CCF4 tiao CCF9 tie CCFC ting CDA8 tong CDB5 tou CDB9 tu CDC4 tuan CDC6 tui CDCC tun
CDCF tuo CDDA wa CDE1 wai CDE3 wan CDF4 wang CDFE wei CEC1 wen CECB weng CECE wo CED7 wu CEF4 xi CFB9 xia
CFC6 xian CFE0 xiang CFF4 xiao D0A8 xie D0BD xin D0C7 xing D0D6 xiong D0DD xiu D0E6 xu D0F9 xuan D1A5 xue
D1AB xun D1B9 ya D1C9 yan D1EA yang D1FB yao D2AC ye D2BB yi D2F0 yin D3A2 ying D3B4 yo D3B5 yong D3C4 you
D3D8 yu D4A7 yuan D4BB yue D4C5 yun D4D1 za D4D4 zai D4DB zan D4DF zang D4E2 zao D4F0 ze D4F4 zei D4F5 zen
D4F6 zeng D4FA zha D5AA zhai D5B0 zhan D5C1 zhang D5D0 zhao D5DA zhe D5E4 zhen D5F4 zheng D6A5 zhi D6D0 zhong
D6DB zhou D6E9 zhu D7A5 zhua D7A7 zhuai D7A8 zhuan D7AE zhuang D7B5 zhui D7BB zhun D7BD zhuo D7C8 zi D7D7 zong
D7DE zou D7E2 zu D7EA zuan D7EC zui D7F0 zun D7F2 zuo
"""
"""GB 2312 has its 3755 common characters in the order of their pinyin: where each syllable begins."""
_FIRST = _TABLE.split()[::2]
_SYLLABLES = _TABLE.split()[1::2]
_STARTS = [int(code, 16) for code in _FIRST]
_BEHIND = 0xD7FA
OTHERWISE = {
    "会": ("hui",), "行": ("xing", "hang"), "重": ("chong", "zhong"), "调": ("diao", "tiao"), "长": ("chang", "zhang"),
    "还": ("hai", "huan"), "什": ("shen",), "曾": ("zeng", "ceng"), "了": ("le",), "着": ("zhe",),
    "率": ("lv", "shuai"), "单": ("dan", "shan"), "朴": ("piao", "pu"), "乐": ("le", "yue"), "浏": ("liu",), "囍": (),
}  # fmt: skip
"""Characters that are read in the office, or in names, otherwise than in the table, the usual reading first."""
_TWO_LETTERS = ("zh", "ch", "sh")
LEAST_OF_A_SYLLABLE = 2
"""Letters that are typed: fewer are an initial."""
LEAST_INSIDE = 3
"""Of what is called so behind its first character."""


class Read(IntEnum):
    """The part of a name that is typed."""

    NOT = 0
    INITIALS = 1
    INSIDE = 2
    BEGUN = 3
    WHOLE = 4


def initials(text: str) -> str:
    """A letter a character; Latin words give their first letters, everything else nothing."""
    return "".join(readings[0][0] for readings in _signs(text))


def sound_alike(one: str, other: str) -> bool:
    """Whether two characters have a reading in common, tones aside: 法 and 发, which one types in the same letters."""
    return not set(_readings(one)).isdisjoint(_readings(other))


@lru_cache(maxsize=8192)
def read_as(text: str, typed: str) -> Read:
    """The part of a name that letters stand for, blanks aside: by syllables that are typed out but for the last,
    wherever they stand in it; from its beginning also by initials of some or all of them."""
    if not typed.isascii() or text.isascii():
        return Read.NOT
    signs, wanted = _signs(text), "".join(typed.casefold().split())
    starts = [at for at, readings in enumerate(signs) if any(one[0] == wanted[:1] for one in readings)]
    if 0 in starts and len(wanted) >= LEAST_OF_A_SYLLABLE and (ends := _reached(signs, wanted, by_initials=False)):
        return Read.WHOLE if ends == len(signs) and _is_typed_out(signs, wanted) else Read.BEGUN
    inside = (signs[start:] for start in starts if start and len(wanted) >= LEAST_INSIDE)
    if any(_reached(rest, wanted, by_initials=False) for rest in inside):
        return Read.INSIDE
    return Read.INITIALS if 0 in starts and _reached(signs, wanted, by_initials=True) else Read.NOT


def _reached(signs: tuple[tuple[str, ...], ...], wanted: str, *, by_initials: bool) -> int:
    """How many signs are read when all that is wanted has been; 0 where it is not."""
    ends = {0}
    for number, readings in enumerate(signs, 1):
        further: set[int] = set()
        for end in ends:
            rest = wanted[end:]
            if any(reading.startswith(rest) for reading in readings):
                return number
            pieces = (piece for reading in readings for piece in _pieces(reading, by_initials))
            further.update(end + len(piece) for piece in pieces if rest.startswith(piece))
        ends = further
    return 0


def _pieces(reading: str, by_initials: bool) -> tuple[str, ...]:
    if not by_initials:
        return (reading,)
    return (reading, reading[0], *((reading[:2],) if reading.startswith(_TWO_LETTERS) else ()))


def _is_typed_out(signs: tuple[tuple[str, ...], ...], wanted: str) -> bool:
    ends = {0}
    for readings in signs:
        ends = {end + len(one) for end in ends for one in readings if wanted.startswith(one, end)}
    return len(wanted) in ends


@lru_cache(maxsize=4096)
def _signs(text: str) -> tuple[tuple[str, ...], ...]:
    """The readings of each character; a Latin word is one sign."""
    found: list[tuple[str, ...]] = []
    word = ""
    for character in f"{text} ":
        if character.isascii() and character.isalnum():
            word += character.casefold()
            continue
        if word:
            found.append((word,))
            word = ""
        if readings := _readings(character):
            found.append(readings)
    return tuple(found)


def _readings(character: str) -> tuple[str, ...]:
    if character in OTHERWISE:
        return OTHERWISE[character]
    try:
        code = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ()
    return (_SYLLABLES[bisect_right(_STARTS, code) - 1],) if _STARTS[0] <= code < _BEHIND else ()
