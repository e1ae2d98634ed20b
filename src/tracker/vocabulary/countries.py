"""The countries and territories: ISO 3166-1 codes, the group that each belongs to, and what people also call them.

Facts only; `tracker.vocabulary.regions` answers the questions.
"""

MEMBERS: dict[str, str] = {
    "middle-east-north-africa": (
        "ARE:AE BHR:BH DZA:DZ EGY:EG ESH:EH IRN:IR IRQ:IQ ISR:IL JOR:JO KWT:KW LBN:LB LBY:LY MAR:MA OMN:OM PSE:PS "
        "QAT:QA SAU:SA SYR:SY TUN:TN TUR:TR YEM:YE"
    ),
    "sub-saharan-africa": (
        "AGO:AO BDI:BI BEN:BJ BFA:BF BWA:BW CAF:CF CIV:CI CMR:CM COD:CD COG:CG COM:KM CPV:CV DJI:DJ ERI:ER ETH:ET "
        "GAB:GA GHA:GH GIN:GN GMB:GM GNB:GW GNQ:GQ IOT:IO KEN:KE LBR:LR LSO:LS MDG:MG MLI:ML MOZ:MZ MRT:MR MUS:MU "
        "MWI:MW MYT:YT NAM:NA NER:NE NGA:NG REU:RE RWA:RW SDN:SD SEN:SN SHN:SH SLE:SL SOM:SO SSD:SS STP:ST SWZ:SZ "
        "SYC:SC TCD:TD TGO:TG TZA:TZ UGA:UG ZAF:ZA ZMB:ZM ZWE:ZW"
    ),
    "europe": (
        "ALA:AX ALB:AL AND:AD AUT:AT BEL:BE BGR:BG BIH:BA CHE:CH CYP:CY CZE:CZ DEU:DE DNK:DK ESP:ES EST:EE FIN:FI "
        "FRA:FR FRO:FO GBR:GB GGY:GG GIB:GI GRC:GR HRV:HR HUN:HU IMN:IM IRL:IE ISL:IS ITA:IT JEY:JE LIE:LI LTU:LT "
        "LUX:LU LVA:LV MCO:MC MKD:MK MLT:MT MNE:ME NLD:NL NOR:NO POL:PL PRT:PT ROU:RO SJM:SJ SMR:SM SRB:RS SVK:SK "
        "SVN:SI SWE:SE VAT:VA XKX:XK"
    ),
    "eastern-europe-central-asia": (
        "ARM:AM AZE:AZ BLR:BY GEO:GE KAZ:KZ KGZ:KG MDA:MD RUS:RU TJK:TJ TKM:TM UKR:UA UZB:UZ"
    ),
    "south-asia": "AFG:AF BGD:BD BTN:BT IND:IN LKA:LK MDV:MV NPL:NP PAK:PK",
    "east-asia": "CHN:CN HKG:HK JPN:JP KOR:KR MAC:MO MNG:MN PRK:KP TWN:TW",
    "south-east-asia": "BRN:BN IDN:ID KHM:KH LAO:LA MMR:MM MYS:MY PHL:PH SGP:SG THA:TH TLS:TL VNM:VN",
    "oceania": (
        "ASM:AS AUS:AU CCK:CC COK:CK CXR:CX FJI:FJ FSM:FM GUM:GU HMD:HM KIR:KI MHL:MH MNP:MP NCL:NC NFK:NF NIU:NU "
        "NRU:NR NZL:NZ PCN:PN PLW:PW PNG:PG PYF:PF SLB:SB TKL:TK TON:TO TUV:TV UMI:UM VUT:VU WLF:WF WSM:WS"
    ),
    "north-america": "BMU:BM CAN:CA GRL:GL SPM:PM USA:US",
    "latin-america-caribbean": (
        "ABW:AW AIA:AI ARG:AR ATG:AG BES:BQ BHS:BS BLM:BL BLZ:BZ BOL:BO BRA:BR BRB:BB CHL:CL COL:CO CRI:CR CUB:CU "
        "CUW:CW CYM:KY DMA:DM DOM:DO ECU:EC FLK:FK GLP:GP GRD:GD GTM:GT GUF:GF GUY:GY HND:HN HTI:HT JAM:JM KNA:KN "
        "LCA:LC MAF:MF MEX:MX MSR:MS MTQ:MQ NIC:NI PAN:PA PER:PE PRI:PR PRY:PY SGS:GS SLV:SV SUR:SR SXM:SX TCA:TC "
        "TTO:TT URY:UY VCT:VC VEN:VE VGB:VG VIR:VI"
    ),
    "antarctica": "ATA:AQ ATF:TF BVT:BV",
}
"""Group key to its members, each "alpha-3:alpha-2". Every code of ISO 3166-1, and XKX for Kosovo, stands once."""

USUAL: dict[str, str] = {
    "ATG": "Antigua and Barbuda",
    "BIH": "Bosnia and Herzegovina",
    "COD": "Democratic Republic of the Congo",
    "COG": "Republic of the Congo",
    "HKG": "Hong Kong",
    "HMD": "Heard and McDonald Islands",
    "KNA": "Saint Kitts and Nevis",
    "LCA": "Saint Lucia",
    "MAC": "Macao",
    "MMR": "Myanmar",
    "PSE": "Palestine",
    "SGS": "South Georgia and the South Sandwich Islands",
    "SJM": "Svalbard and Jan Mayen",
    "SPM": "Saint Pierre and Miquelon",
    "STP": "São Tomé and Príncipe",
    "TCA": "Turks and Caicos Islands",
    "TTO": "Trinidad and Tobago",
    "TUR": "Türkiye",
    "UMI": "United States Outlying Islands",
    "VCT": "Saint Vincent and the Grenadines",
    "VIR": "United States Virgin Islands",
    "WLF": "Wallis and Futuna",
}
"""English names where the usual short one is not the one that CLDR gives."""

ALIASES: dict[str, tuple[str, ...]] = {
    "ARE": ("UAE", "U.A.E.", "Emirates", "The Emirates"),
    "BHS": ("The Bahamas",),
    "BIH": ("Bosnia", "Bosnia-Herzegovina", "BiH"),
    "BOL": ("Plurinational State of Bolivia",),
    "BRN": ("Brunei Darussalam",),
    "CAF": ("CAR",),
    "CHN": ("People's Republic of China", "PRC", "Mainland China"),
    "CIV": ("Ivory Coast", "Cote d'Ivoire"),
    "COD": ("DR Congo", "DRC", "D.R. Congo", "Congo-Kinshasa", "Democratic Republic of Congo", "Zaire"),
    "COG": ("Congo", "Congo-Brazzaville", "Republic of Congo"),
    "COL": ("Republic of Colombia",),
    "CPV": ("Cabo Verde",),
    "CZE": ("Czech Republic",),
    "DEU": ("Federal Republic of Germany",),
    "FSM": ("Federated States of Micronesia",),
    "GBR": ("UK", "U.K.", "Britain", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland"),
    "GMB": ("The Gambia",),
    "GNB": ("Guinea Bissau",),
    "HKG": ("Hong Kong SAR",),
    "IRN": ("Islamic Republic of Iran", "Persia"),
    "IRL": ("Republic of Ireland",),
    "KGZ": ("Kyrgyz Republic", "Kirghizia"),
    "KNA": ("St. Kitts and Nevis",),
    "KOR": ("Republic of Korea", "ROK", "Korea, South", "Korea, Republic of"),
    "LAO": ("Lao PDR", "Lao People's Democratic Republic"),
    "LCA": ("St. Lucia",),
    "LKA": ("Ceylon",),
    "MAC": ("Macau",),
    "MDA": ("Republic of Moldova",),
    "MKD": ("Macedonia", "FYROM", "Republic of North Macedonia"),
    "MMR": ("Burma",),
    "NLD": ("The Netherlands", "Holland"),
    "NZL": ("Aotearoa", "Aotearoa New Zealand"),
    "PRK": ("DPRK", "Democratic People's Republic of Korea", "Korea, North", "N. Korea"),
    "PSE": ("State of Palestine", "Occupied Palestinian Territory", "Occupied Palestinian Territories"),
    "RUS": ("Russian Federation",),
    "SAU": ("KSA", "Kingdom of Saudi Arabia", "Saudi"),
    "SRB": ("Republic of Serbia",),
    "SSD": ("Republic of South Sudan",),
    "STP": ("Sao Tome",),
    "SWZ": ("Swaziland",),
    "SYR": ("Syrian Arab Republic",),
    "TLS": ("East Timor",),
    "TUR": ("Turkey", "Republic of Turkey", "Republic of Türkiye"),
    "TWN": ("Republic of China", "Chinese Taipei"),
    "TZA": ("United Republic of Tanzania", "Tanganyika", "Zanzibar"),
    "USA": ("U.S.", "U.S.A.", "United States of America", "America"),
    "VAT": ("Holy See", "Vatican"),
    "VCT": ("St. Vincent and the Grenadines", "Saint Vincent"),
    "VEN": ("Bolivarian Republic of Venezuela",),
    "VNM": ("Viet Nam", "Socialist Republic of Vietnam"),
    "XKX": ("Republic of Kosovo",),
    "ZAF": ("RSA", "Republic of South Africa"),
}
"""Other names of the same countries: official, former, abbreviated."""
