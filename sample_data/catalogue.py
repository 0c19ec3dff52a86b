"""What the invented shop sells, and who buys there: tables, chosen by hand."""

#: Article number, name, price in cents.
ARTICLES = (
    ("CAN-01", "Beeswax candle, pair", 1450),
    ("CAN-05", "Pine resin candle", 1900),
    ("MUG-02", "Speckled mug", 1800),
    ("MUG-04", "Mug, harbour blue", 1950),
    ("BWL-03", "Porridge bowl", 2200),
    ("PLT-10", "Dinner plate, stoneware", 2600),
    ("TEA-12", "Teapot, 1.2 l", 4800),
    ("NAP-04", "Linen napkins, set of 4", 3400),
    ("TWL-01", "Linen tea towel", 1600),
    ("TWL-09", "Bath towel, waffle", 3900),
    ("THR-07", "Wool throw", 12900),
    ("CSH-02", "Cushion cover, moss", 3200),
    ("CSH-06", "Cushion cover, sand", 3200),
    ("BRD-30", 'Oak board 12" x 30"', 6500),
    ("BRD-18", "Bread board, ash", 4200),
    ("SOP-01", "Pine tar soap", 890),
    ("SOP-03", "Sea salt soap", 890),
    ("BRS-02", "Dish brush, beech", 1150),
    ("BRS-05", "Refill heads for dish brush, 3", 990),
    ("JAR-11", "Storage jar, 0.8 l", 2100),
    ("VAS-08", "Bud vase", 2400),
    ("BSK-03", "Willow basket", 5400),
    ("PRT-22", "Print “Quay at Dawn”", 2800),
    ("PC-09", "Postcards, set of 6", 950),
    ("WRP-01", "Gift wrap", 450),
    ("ORN-04", "Straw star, set of 5", 1250),
    ("HNY-02", "Heather honey", 1190),
    ("TEA-30", "Spruce tip tea", 1290),
    ("LMP-01", "Table lamp, ceramic", 8900),
    ("RUG-05", "Rag rug, 70 x 140 cm", 7900),
)

#: Given names and family names that are plainly made up; any two of them make a person.
GIVEN = (
    "Alder", "Briar", "Clement", "Dorrit", "Eskil", "Fennel", "Gerda", "Hazel", "Ivo", "Juniper", "Kester", "Linnet",
    "Merle", "Nessa", "Otis", "Posy", "Quill", "Rowan", "Sorrel", "Tansy", "Ulla", "Verity", "Wilfa", "Xanthe",
    "Yarrow", "Zinnia", "Anselm", "Bramble", "Corin", "Delphine",
)  # fmt: skip
FAMILY = (
    "Mugsworth", "Candlewick", "Saltcellar", "Driftwood", "Teaspoon", "Featherbed", "Lanternby", "Pinecone", "Harbourly",
    "Buttercrock", "Woolsock", "Hearthstone", "Gingham", "Applebarrel", "Barnacle", "Cobblestone", "Duckpond", "Eiderdown",
    "Fogwhistle", "Gooseberry", "Haystack", "Inkwell", "Jamjar", "Kettleby", "Lighthouse", "Marshmallow", "Nutcracker",
    "Oatmeal", "Pepperpot", "Quiltmaker", "Rainbarrel", "Stovepipe", "Thimble", "Umbrella", "Vinegarth", "Wheelbarrow",
)  # fmt: skip
#: What a firm does, after the name of its house and before its number.
FIRMS = ("Trading", "Supplies", "Works", "Stores", "Workshop", "& Daughters")
MAIL = ("example.org", "example.com", "example.net")

#: Hours of the day at which people order on the web, and in the shop.
HOURS_WEB = (7, 8, 9, 10, 11, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 20, 20, 21, 21, 21, 22, 22, 23)
HOURS_SHOP = (10, 11, 11, 12, 13, 14, 15, 15, 16, 16, 17, 17)

#: The shop's articles by price: number, name, cents.
HOME_ARTICLES = tuple(sorted(ARTICLES, key=lambda article: (article[2], article[0])))

#: A mobile network's plans: number, name, cents a month.
PLANS = (
    ("S", "Valley S", 990), ("M", "Valley M", 1490), ("L", "Valley L", 1990), ("XL", "Valley XL", 2690), ("XXL", "Valley XXL", 3490),
    ("PRO", "Valley Pro", 4490), ("TEAM", "Valley Team", 6990), ("FLEET", "Valley Fleet", 11990),
)  # fmt: skip

#: Country, a town that isn't there, its postcode, out of 100 customers.
PLACES = {
    "central Europe": (
        ("DE", "Musterhafen", "00001", 46), ("NL", "Voorbeeldstad", "0001 AA", 19), ("AT", "Beispielberg", "0001", 12),
        ("DK", "Eksempelby", "0002", 9), ("SE", "Exempelvik", "000 03", 8), ("FR", "Exempleville", "00004", 6),
    ),
    "Britain": (("GB", "Exampleton", "EX0 0AA", 88), ("IE", "Ballysample", "X00 X0X0", 12)),
    "Nordic": (
        ("FI", "Esimerkkila", "00000", 42), ("SE", "Exempelvik", "000 03", 28), ("EE", "Naidislinn", "00001", 16),
        ("NO", "Eksempelvik", "0000", 14),
    ),
}  # fmt: skip
