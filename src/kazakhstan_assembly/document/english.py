"""What the engine knows of English: the closed classes of words, each in full.

A closed class is one that a grammar can list, such as the articles or the number words. The lists
follow Quirk et al., "A Comprehensive Grammar of the English Language". Words are in small letters
unless English always writes them with a capital. Other modules build their patterns from these
lists and keep no list of their own.
"""

from __future__ import annotations

from itertools import product


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _numbered(text: str, start: int) -> dict[str, int]:
    return {word: number for number, word in enumerate(text.split(), start)}


# Articles, conjunctions and prepositions

ARTICLES = frozenset({"a", "an", "the"})
COORDINATORS = frozenset({"and", "but", "nor", "or"})
SUBORDINATORS = _words("although because if lest though unless whereas whether while whilst")
PREPOSITIONS = _words(
    "about above across after against alongside amid amidst among amongst as at atop before behind "
    "below beneath beside besides between beyond by despite during except for from in into "
    "notwithstanding of on onto over per since than through throughout till to toward towards "
    "under underneath unlike until unto upon versus via with within without"
)
# Prepositions that are as often something else: adverbs of phrasal verbs (up, off), nouns (past,
# round), verbs (like, save), adjectives (near, opposite), participles (following). No phrase begins
# or ends at such a word for its own sake, so only `SENTENCE_OPENERS` takes them.
AMBIGUOUS_PREPOSITIONS = _words(
    "aboard along around bar barring concerning considering down excepting excluding failing "
    "following given including inside less like minus near next off opposite out outside past "
    "pending plus regarding respecting round save touching up worth"
)
# Words that lead to a list or an amount: "such as", "all of", "more than", "up to".
WORDS_BEFORE_LISTS = frozenset({"as", "of", "than", "to"})
# Prepositions that say when. One that follows a participle begins a time of its own: "shown since".
TEMPORAL_PREPOSITIONS = _words("after before during since till until")
# Words before a time that say how the time is meant: "in the early 1990s", "by May".
WORDS_BEFORE_TIMES = _words("after at before by during from in of on since throughout till until")

# Verbs

AUXILIARIES = _words(
    "am are be been being can cannot could did do does had has have having is may might must ought "
    "shall should was were will would "
    "aren’t can’t couldn’t didn’t doesn’t don’t hadn’t hasn’t haven’t isn’t mightn’t mustn’t "
    "oughtn’t shan’t shouldn’t wasn’t weren’t won’t wouldn’t"
)
# With a capital these are names: of a month, of a person.
AUXILIARIES_LIKE_NAMES = frozenset({"may", "will"})
PARTICIPLE_ENDINGS = ("ed", "ing")
IRREGULAR_PARTICIPLES = _words(
    "arisen awoken beaten become befallen begotten begun beheld bent bereft beset besought "
    "bespoken bet bid bidden bitten blown born borne bought bound bred broadcast broken brought "
    "built burnt burst cast caught chosen cleft clung come cost crept cut dealt done drawn dreamt "
    "driven drunk dug dwelt eaten fallen fed felt fled flown flung forbidden forecast foregone "
    "foreseen foretold forgiven forgot forgotten forsaken fought found frozen given gone got "
    "gotten ground grown heard held hewn hidden hit hung hurt inlaid kept knelt knit known laid "
    "lain leant leapt learnt led left lent let lit lost made meant met mistaken misunderstood "
    "mown outdone outgrown overcome overdone overseen overtaken overthrown paid proven put quit "
    "read rebuilt rent rewritten rid ridden risen run rung said sat sawn seen sent set sewn "
    "shaken shed shod shone shorn shot shown shrunk shut slain slept slid slit slung smelt "
    "smitten sold sought sown sped spelt spent spilt split spoilt spoken spread sprung spun "
    "stolen stood stricken striven struck strung stuck stung stunk sung sunk swept swollen sworn "
    "swum swung taken taught thought thrown thrust told torn trodden undergone understood "
    "undertaken undone unwound upheld upset wept withdrawn withheld withstood woken won worn "
    "wound woven written wrought wrung"
)
# Participles that are nouns too; behind a determiner they are nouns: "a set of norms".
PARTICIPLES_LIKE_NOUNS = _words(
    "bet bid bound broadcast burst cast cost cut felt forecast ground hit hurt left read rent run "
    "set shed shot slit split spread thought thrust upset wound"
)

# Pronouns and determiners

POSSESSIVES = _words("her his its my our their your")
DEMONSTRATIVES = _words("that these this those")
RELATIVE_PRONOUNS = _words("which who whom whose")
RELATIVES = RELATIVE_PRONOUNS | _words("how that what when where why")
THIRD_PERSON_PRONOUNS = _words(
    "he her hers herself him himself his it its itself she their theirs them themselves they"
)
# "Mine" is left out: in most reports it is a place where something is dug.
PRONOUNS = (
    THIRD_PERSON_PRONOUNS
    | POSSESSIVES
    | DEMONSTRATIVES - {"that"}  # "that" is a relative more often, and stands there
    | _words(
        "anybody anyone anything everybody everyone everything i me myself nobody nothing oneself "
        "ours ourselves somebody someone something there us we you yours yourself "
        "yourselves"
    )
)
QUANTIFIERS = _words(
    "all another any both each either enough every few fewer fewest least little many more most "
    "much neither no none several some such"
)
DETERMINERS = ARTICLES | POSSESSIVES | DEMONSTRATIVES | QUANTIFIERS

# Adverbs that a grammar lists: of negation and focus, and those that link sentences

FOCUSING_ADVERBS = _words("also even never not only too")
LINKING_ADVERBS = _words(
    "accordingly additionally afterwards again altogether anyhow anyway consequently conversely "
    "finally firstly furthermore hence here hereafter hereby herein hitherto however indeed "
    "instead lastly later likewise meantime meanwhile moreover nevertheless nonetheless now "
    "otherwise overall secondly similarly so soon still subsequently then thence thenceforth "
    "thereafter thereby therefore therein thereof thereupon thirdly thus today together tomorrow "
    "tonight yesterday yet"
)

# Numbers

SMALL_NUMBERS = _numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen",
    start=0,
)
_TEN_NUMBERS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", start=2)
TENS = {word: 10 * number for word, number in _TEN_NUMBERS.items()}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
# What money writes behind a numeral: "£3.5m".
SCALE_LETTERS = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000}
COLLECTIVES = {"dozen": 12, "score": 20}
# Plurals that give no number: "hundreds of people".
VAGUE_NUMBERS = frozenset(f"{word}s" for word in ("ten", *SCALES, *COLLECTIVES))

_IRREGULAR_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def _ordinal(word: str) -> str:
    if word.endswith("y"):
        return word.removesuffix("y") + "ieth"
    return _IRREGULAR_ORDINALS.get(word, word + "th")


SIMPLE_ORDINALS = {
    _ordinal(word): number for word, number in {**SMALL_NUMBERS, **TENS, **SCALES}.items() if number
}
# From "first" to "ninety-ninth", and beyond where one word is enough.
ORDINALS = {
    **SIMPLE_ORDINALS,
    **{
        f"{ten}-{one}": TENS[ten] + SIMPLE_ORDINALS[one]
        for ten, one in product(TENS, list(SIMPLE_ORDINALS)[:9])
    },
}
ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
# The words of fractions by what they divide into; "second" divides nothing.
SINGULAR_DENOMINATORS = {
    "half": 2,
    "quarter": 4,
    **{word: number for word, number in SIMPLE_ORDINALS.items() if number > 2},
}
PLURAL_DENOMINATORS = {
    "halves": 2,
    **{f"{word}s": number for word, number in SINGULAR_DENOMINATORS.items() if number > 2},
}
# Words that leave the number behind them open: "several hundred", "a couple of thousand".
VAGUE_COUNTS = (("few",), ("many",), ("several",), ("couple", "of"))
WORDS_FOR_ONE = frozenset({"a", "an", "one"})
MINUS_WORDS = frozenset({"minus"})
MINUS_SIGNS = frozenset("-−")

# Words beside a number that bound it, by the code of the vocabulary `bound`. The longest one that
# fits is the one that is meant: "no more than" before "more than".
BOUNDS_BEFORE = {
    "more_than": (
        *("more than", "over", "above", "in excess of", "upwards of", "upward of"),
        *("greater than", "exceeding"),
    ),
    "at_least": (
        *("at least", "no fewer than", "no less than", "not fewer than", "not less than"),
        *("not under", "not below", "a minimum of"),
    ),
    "less_than": ("fewer than", "less than", "under", "below"),
    "at_most": (
        *("up to", "at most", "no more than", "not more than", "not over", "not above"),
        *("not exceeding", "a maximum of"),
    ),
    # "Nearly" and "almost" say on which side the number lies, but first of all that it is near.
    "approximately": (
        *("some", "about", "around", "approximately", "roughly", "nearly", "almost", "circa"),
        *("c.", "ca.", "close to", "an estimated", "something like", "in the region of"),
        *("in the order of", "of the order of", "on the order of"),
    ),
    "exactly": ("exactly", "precisely"),
}
BOUNDS_BEHIND = {
    "at_least": ("or more", "or over", "or above", "and over", "and above", "at least"),
    "at_most": ("or fewer", "or less", "or under", "or below", "at most", "at the most"),
    "approximately": ("or so", "or thereabouts"),
}
# Words before a bound that say how far off the number is: "just over 100" is over 100.
DEGREES = (
    *("just", "only just", "well", "far", "much", "slightly", "somewhat", "rather", "little"),
    *("a little", "considerably", "significantly", "substantially"),
)
RANGE_OPENERS = {"between": "and", "from": "to"}
RANGE_JOINTS = ("to", "or")
DASHES = "-–—"
# Adjectives that say that a number comes on top of another.
ADDITIVES = ("additional", "another", "extra", "further", "other")

# Shares and money

PERCENT_WORDS = {
    "percent": ("%", "per cent", "percent"),
    "per mille": ("‰", "per mille", "per mil"),
    "percentage points": ("percentage point", "percentage points"),
}
# The characters of a regular expression's class: those that Unicode calls currency symbols.
CURRENCY_SIGNS = "$¢£¤¥֏؋৲৳৻૱௹฿៛₠-⃀﷼﹩＄￠￡￥￦"
# ISO 4217.
CURRENCY_CODES = _words(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
    "GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR "
    "KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
    "MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR "
    "SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH "
    "UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)

# Dates

MONTHS = _numbered(
    "January February March April May June July August September October November December", start=1
)
MONTH_ABBREVIATIONS = {
    **{name[:3]: number for name, number in MONTHS.items() if name != "May"},
    "Sept": 9,
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
PARTS_OF_TIMES = ("early", "mid", "late")
# Words before a date that qualify it, by the code of the vocabulary `date_qualifier`.
DATE_QUALIFIERS = {
    "early": ("early", "early in"),
    "mid": ("mid", "middle of", "the middle of"),
    "late": ("late", "late in"),
    "since": ("since", "ever since"),
    "from": ("from",),
    "till": ("till", "until", "up to", "up until"),
    "by": ("by", "not later than", "no later than"),
    "before": ("before", "prior to"),
    "after": ("after",),
    "circa": ("circa", "c.", "ca.", "about", "around", "approximately"),
}
DATE_RANGE_JOINTS = ("to", "till", "until", "through")
PRESENT_TIMES = ("date", "now", "the present", "the present day", "this day", "today")
ONWARDS = ("on", "onward", "onwards")

# Nouns

GENITIVE_ENDINGS = ("’s", "'s")
IRREGULAR_PLURALS = {
    "children": "child",
    "feet": "foot",
    "men": "man",
    "people": "person",
    "women": "woman",
}


def singulars(noun: str) -> tuple[str, ...]:
    """Return a noun and the singulars that it can be the plural of."""
    endings = (("ies", "y"), ("es", ""), ("s", ""))
    found = [noun, IRREGULAR_PLURALS.get(noun, noun)]
    found += [noun.removesuffix(end) + new for end, new in endings if noun.endswith(end)]
    return tuple(dict.fromkeys(found))


# Spelling

# What makes British and American spellings of a word the same, as patterns on small letters. The
# result need not be a spelling that anybody writes: "citizen" becomes "citisen" on both sides.
SPELLINGS = (
    (r"(?<=[a-z]{3})iz(?=[aei]|\b)", "is"),  # organize, organization
    (r"(?<=[a-z]{3})yz(?=[aei]|\b)", "ys"),  # analyze
    (r"(?<=[a-z]{2})our(?=s?\b|ed|ing|ful|less|able|ite|hood|ist|al)", "or"),  # colour, labour
    (r"(?<=[a-z]{2})([bt])re(?=s?\b|d\b)", r"\1er"),  # theatre, centre, fibre
    (r"(?<=[a-z]{2})gramme(?=s?\b)", "gram"),  # programme
    (r"(?<=[a-z]{3})ogue(?=s?\b)", "og"),  # dialogue, catalogue
    (r"(?<=[a-z]{2})ence(?=s?\b|less)", "ense"),  # defence, licence
    (r"(?<=[a-z]{2})([aeiou])ll(?=ed\b|ing|ers?\b|ors?\b)", r"\1l"),  # travelled, counsellor
    (r"(?<=[a-z])ae(?=[a-z]{3})", "e"),  # mediaeval, paediatric
    (r"dgement", "dgment"),  # judgement
    (r"wards\b", "ward"),  # towards
    (r"\btv\b", "television"),
)

# Abbreviations whose stop does not end a sentence: before a name, before a number, before anything

ABBREVIATIONS_BEFORE_NAMES = _words(
    "Adm Brig Capt Cdr Col Cpl Dr Fr Gen Gov Hon Lieut Lt Maj Messrs Mlle Mme Mr Mrs Ms Mt Mx Pres "
    "Prof Rep Rev Sen Sgt St Ste"
)
ABBREVIATIONS_BEFORE_NUMBERS = MONTH_ABBREVIATIONS.keys() | _words(
    "art c ca ch chap col fig figs fol ff no nos p par pl pp sec vol vols Art Ch Chap Col Fig Figs "
    "No Nos Par Pl Sec Vol Vols"
)
ABBREVIATIONS_BEFORE_ANYTHING = _words("cf e.g i.e viz vs")

# Words that begin a sentence without being a name, with their capital
SENTENCE_OPENERS = frozenset(
    word.capitalize()
    for word in (
        ARTICLES
        | COORDINATORS
        | SUBORDINATORS
        | PREPOSITIONS
        | AMBIGUOUS_PREPOSITIONS
        | AUXILIARIES - AUXILIARIES_LIKE_NAMES
        | PRONOUNS
        | RELATIVES
        | QUANTIFIERS
        | FOCUSING_ADVERBS
        | LINKING_ADVERBS
        | SMALL_NUMBERS.keys()
        | TENS.keys()
        | SCALES.keys()
        | SIMPLE_ORDINALS.keys()
    )
)
