"""Names, units and HJ 212 codes of what is measured in surface water and wastewater.

Limits are in mg/L. HJ 212-2017 Annex B (codes of HJ 525-2009) writes some factors in µg/L, so each
code carries what turns its unit into that of the limits: mercury read as mg/L would be a thousand
times too high. Codes were compared with the standard's text (pages 25 and 26).
"""

from dataclasses import dataclass
from fractions import Fraction

MG_L = "mg/L"
SOURCE = "HJ 212-2017 Annex B (verified)"

MICROGRAMS, NANOGRAMS = Fraction(1, 1000), Fraction(1, 1_000_000)


@dataclass(frozen=True, slots=True)
class Factor:
    """What is measured: key, Chinese and English name, unit of the limits.

    `code` is that of HJ 212-2017, empty where it has none; a value sent under it times `scale` is
    in `unit`.
    """

    key: str
    zh: str
    en: str
    unit: str = MG_L
    code: str = ""
    scale: Fraction = Fraction(1)


FACTORS = (
    Factor("flow", "污水", "Wastewater flow", "L/s", "w00000"),
    Factor("ph", "pH值", "pH", "", "w01001"),
    Factor("colour", "色度", "Colour", "times of dilution", "w01002"),
    Factor("dissolved_oxygen", "溶解氧", "Dissolved oxygen", MG_L, "w01009"),
    Factor("water_temperature", "水温", "Water temperature", "°C", "w01010"),
    Factor("suspended_solids", "悬浮物", "Suspended solids", MG_L, "w01012"),
    Factor("bod5", "五日生化需氧量", "Five-day biochemical oxygen demand", MG_L, "w01017"),
    Factor("cod", "化学需氧量", "Chemical oxygen demand", MG_L, "w01018"),
    Factor("permanganate_index", "高锰酸盐指数", "Permanganate index", MG_L, "w01019"),
    Factor("total_organic_carbon", "总有机碳", "Total organic carbon", MG_L, "w01020"),
    Factor("faecal_coliforms", "粪大肠菌群", "Faecal coliforms", "1/L", "w02003"),
    Factor("coliforms", "大肠菌群数", "Coliforms", "1/L"),
    Factor("total_alpha", "总α放射性", "Gross alpha activity", "Bq/L", "w03001"),
    Factor("total_beta", "总β放射性", "Gross beta activity", "Bq/L", "w03002"),
    Factor("anionic_surfactants", "阴离子表面活性剂", "Anionic surfactants", MG_L, "w19002"),
    Factor("total_mercury", "总汞", "Total mercury", MG_L, "w20111", MICROGRAMS),
    Factor("alkyl_mercury", "烷基汞", "Alkyl mercury", MG_L, "w20113", NANOGRAMS),
    Factor("total_cadmium", "总镉", "Total cadmium", MG_L, "w20115", MICROGRAMS),
    Factor("total_chromium", "总铬", "Total chromium", MG_L, "w20116"),
    Factor("hexavalent_chromium", "六价铬", "Hexavalent chromium", MG_L, "w20117", MICROGRAMS),
    Factor("total_arsenic", "总砷", "Total arsenic", MG_L, "w20119", MICROGRAMS),
    Factor("total_lead", "总铅", "Total lead", MG_L, "w20120", MICROGRAMS),
    Factor("total_nickel", "总镍", "Total nickel", MG_L, "w20121"),
    Factor("total_copper", "总铜", "Total copper", MG_L, "w20122"),
    Factor("total_zinc", "总锌", "Total zinc", MG_L, "w20123"),
    Factor("total_manganese", "总锰", "Total manganese", MG_L, "w20124"),
    Factor("total_silver", "总银", "Total silver", MG_L, "w20126"),
    Factor("total_beryllium", "总铍", "Total beryllium", MG_L, "w20127", MICROGRAMS),
    Factor("total_selenium", "总硒", "Total selenium", MG_L, "w20128", MICROGRAMS),
    Factor("copper", "铜", "Copper", MG_L, "w20138"),
    Factor("zinc", "锌", "Zinc", MG_L, "w20139"),
    Factor("selenium", "硒", "Selenium", MG_L, "w20140"),
    Factor("arsenic", "砷", "Arsenic", MG_L, "w20141"),
    Factor("mercury", "汞", "Mercury", MG_L, "w20142", MICROGRAMS),
    Factor("cadmium", "镉", "Cadmium", MG_L, "w20143", MICROGRAMS),
    Factor("lead", "铅", "Lead", MG_L, "w20144"),
    Factor("total_nitrogen", "总氮", "Total nitrogen", MG_L, "w21001"),
    Factor("ammonia_nitrogen", "氨氮", "Ammonia nitrogen", MG_L, "w21003"),
    Factor("total_phosphorus", "总磷", "Total phosphorus", MG_L, "w21011"),
    Factor("phosphate", "磷酸盐（以P计）", "Phosphate, as P"),
    Factor("cyanide", "氰化物", "Cyanide", MG_L, "w21016"),
    Factor("total_cyanide", "总氰化物", "Total cyanide"),
    Factor("fluoride", "氟化物", "Fluoride", MG_L, "w21017"),
    Factor("sulphide", "硫化物", "Sulphide", MG_L, "w21019"),
    Factor("petroleum", "石油类", "Petroleum", MG_L, "w22001"),
    Factor("animal_vegetable_oil", "动植物油", "Animal and vegetable oil"),
    Factor("volatile_phenols", "挥发酚", "Volatile phenols", MG_L, "w23002"),
    Factor("benzo_a_pyrene", "苯并[a]芘", "Benzo[a]pyrene", MG_L, "w25043", MICROGRAMS),
)

# Codes of HJ/T 212-2005 as Annex B of 2017 gives them beside its own. Metals that 2017 writes in
# µg/L are left out: public lists of the old codes have them in mg/L, so the unit is not certain.
CODES_2005 = {
    "B01": "w00000",
    "001": "w01001",
    "002": "w01002",
    "003": "w01012",
    "010": "w01017",
    "011": "w01018",
    "015": "w01020",
    "550": "w02003",
    "570": "w03001",
    "571": "w03002",
    "520": "w19002",
    "023": "w20116",
    "028": "w20121",
    "029": "w20122",
    "030": "w20123",
    "031": "w20124",
    "033": "w20126",
    "065": "w21001",
    "060": "w21003",
    "064": "w21007",
    "101": "w21011",
    "070": "w21016",
    "072": "w21017",
    "071": "w21019",
    "090": "w21022",
    "080": "w22001",
    "110": "w23002",
}
