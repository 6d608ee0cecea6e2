"""Trades and settings that have limits of their own in DB44/26-2001. English is ours."""

TRADES = {
    "mining": ("采矿、选矿、选煤工业", "Mining, ore and coal dressing"),
    "pulp_wood": ("制浆、制浆造纸（木浆）", "Pulp, pulp and paper, of wood"),
    "pulp_wood_bleached": ("制浆、制浆造纸（木浆漂白）", "Pulp, pulp and paper, of wood, bleached"),
    "pulp_other": ("制浆、制浆造纸（非木浆）", "Pulp, pulp and paper, not of wood"),
    "pulp_other_bleached": (
        "制浆、制浆造纸（非木浆漂白）",
        "Pulp, pulp and paper, not of wood, bleached",
    ),
    "papermaking": ("造纸", "Papermaking"),
    "ammonia_large": ("合成氨工业（大型企业）", "Synthetic ammonia, from 300,000 t a year"),
    "ammonia_medium": ("合成氨工业（中型企业）", "Synthetic ammonia, from 60,000 t a year"),
    "ammonia_small": ("合成氨工业（小型企业）", "Synthetic ammonia, below 60,000 t a year"),
    "livestock": ("养殖", "Livestock breeding"),
    "slaughter": ("屠宰", "Slaughter"),
    "meat_products": ("肉制品加工", "Meat products"),
    "phosphate_fertiliser": (
        "磷铵、重过磷酸钙、硝酸磷肥工业",
        "Ammonium phosphate, triple superphosphate, nitrophosphate",
    ),
    "urban_sewage_plant": ("城镇二级污水处理厂", "Municipal secondary wastewater plants"),
    "natural_rubber": ("天然橡胶乳加工", "Natural rubber latex"),
    "alcohol": ("酒精", "Alcohol"),
    "monosodium_glutamate": ("味精", "Monosodium glutamate"),
    "leather": ("皮革", "Leather"),
    "fibre_pulp": ("化纤浆粕工业", "Pulp for chemical fibres"),
    "cane_sugar": ("甘蔗制糖", "Cane sugar"),
    "ramie": ("苎麻脱胶", "Ramie degumming"),
    "wet_fibreboard": ("湿法纤维板", "Wet-process fibreboard"),
    "dyestuffs": ("染料", "Dyestuffs"),
    "wool_scouring": ("洗毛", "Wool scouring"),
    "pvc": ("聚氯乙烯工业", "Polyvinyl chloride"),
    "textile_dyeing": ("纺织染整工业", "Textile dyeing and finishing"),
    "pharmaceutical_ingredients": ("医药原料药", "Pharmaceutical ingredients"),
    "biopharmaceuticals": ("生物制药", "Biopharmaceuticals"),
    "synthetic_fatty_acids": ("合成脂肪酸工业", "Synthetic fatty acids"),
    "organophosphorus_pesticides": ("有机磷农药工业", "Organophosphorus pesticides"),
    "coking": ("焦化工业", "Coking"),
    "petrochemicals": ("石油化工工业（包括石油炼制）", "Petrochemicals and oil refining"),
    "caustic_soda_mercury": ("烧碱行业（水银电解法）", "Caustic soda, mercury cells"),
    "caustic_soda_diaphragm": ("烧碱行业（隔膜电解法）", "Caustic soda, diaphragm cells"),
    "caustic_soda_membrane": ("烧碱行业（离子交换膜电解法）", "Caustic soda, membrane cells"),
    "film_processing": ("电影洗片、相片冲洗业", "Film and photo processing"),
    "hospital": ("医院、兽医院及医疗机构（50床以上）", "Hospitals of more than 50 beds"),
    "infectious_hospital": ("传染病、结核病医院", "Hospitals for infectious diseases"),
    "low_fluoride_area": ("低氟地区（水体含量小于0.5mg/L）", "Waters below 0.5 mg/L of fluoride"),
}

PULP_WOOD = ("pulp_wood", "pulp_wood_bleached")
PULP_OTHER = ("pulp_other", "pulp_other_bleached")
PULP = (*PULP_WOOD, *PULP_OTHER)
AMMONIA = ("ammonia_large", "ammonia_medium", "ammonia_small")
CAUSTIC_SODA = ("caustic_soda_mercury", "caustic_soda_diaphragm", "caustic_soda_membrane")
MEAT = ("slaughter", "meat_products")
ANIMALS = ("livestock", *MEAT)
