"""GB 18918-2002, Tables 1 to 3: discharge limits of municipal wastewater plants [mg/L].

All figures were compared with the text of the standard. Left out: grade 3 by share removed where
the influent has more than 350 mg/L of COD or 160 mg/L of BOD5 (Table 1, note 1); the change of
2006 to clause 4.1.2.2 on which plants must reach grade 1A (待核); air and sludge.
"""

from dataclasses import replace

from zhiliang.methods.tables.discharge import COLD, WARM, Standard, Table, row, same

_GRADED = (
    row("cod", "50 60 100 120"),
    row("bod5", "10 20 30 60"),
    row("suspended_solids", "10 20 30 50"),
    row("animal_vegetable_oil", "1 3 5 20"),
    row("petroleum", "1 3 5 15"),
    row("anionic_surfactants", "0.5 1 2 5"),
    row("total_nitrogen", "15 20 - -"),
    replace(row("ammonia_nitrogen", "5 8 25 -"), water=WARM),
    replace(row("ammonia_nitrogen", "8 15 30 -"), water=COLD),
    row("colour", "30 30 40 50"),
    row("ph", "6-9 6-9 6-9 6-9"),
    row("faecal_coliforms", "1000 10000 10000 -"),
)
_FIRST_CLASS = (
    row("total_mercury", "0.001 0.001 0.001 0.001"),
    row("alkyl_mercury", "ND ND ND ND"),
    row("total_cadmium", "0.01 0.01 0.01 0.01"),
    row("total_chromium", "0.1 0.1 0.1 0.1"),
    row("hexavalent_chromium", "0.05 0.05 0.05 0.05"),
    row("total_arsenic", "0.1 0.1 0.1 0.1"),
    row("total_lead", "0.1 0.1 0.1 0.1"),
)
# One figure for all grades; the authorities of the place choose which of them are controlled.
_CHOSEN = same(
    4,
    """
total_nickel 0.05 total_beryllium 0.002 total_silver 0.1 total_copper 0.5 total_zinc 1.0
total_manganese 2.0 total_selenium 0.1 benzo_a_pyrene 0.00003 volatile_phenols 0.5
total_cyanide 0.5 sulphide 1.0 formaldehyde 1.0 anilines 0.5 nitro_compounds 2.0
organophosphorus_pesticides 0.5 malathion 1.0 dimethoate 0.5 parathion 0.05 methyl_parathion 0.2
pentachlorophenol 0.5 trichloromethane 0.3 carbon_tetrachloride 0.03 trichloroethylene 0.3
tetrachloroethylene 0.1 benzene 0.1 toluene 0.1 ortho_xylene 0.4 para_xylene 0.4 meta_xylene 0.4
ethylbenzene 0.4 chlorobenzene 0.3 1_4_dichlorobenzene 0.4 1_2_dichlorobenzene 1.0
para_nitrochlorobenzene 0.5 2_4_dinitrochlorobenzene 0.5 phenol 0.3 meta_cresol 0.1
2_4_dichlorophenol 0.6 2_4_6_trichlorophenol 0.6 dibutyl_phthalate 0.1 dioctyl_phthalate 0.1
acrylonitrile 2.0 adsorbable_organic_halogens 1.0
""",
)

GB_18918_2002 = Standard(
    name="GB 18918-2002",
    in_force_from="2003-07-01",
    in_force_to="",
    certainty="verified",
    grades=("1A", "1B", "2", "3"),
    daily_mean="4.1.4.2",
    single_sample="",
    tables=(
        Table("Table 1", "", "", _GRADED),
        Table("Table 1", "", "2005-12-31", (row("total_phosphorus", "1 1.5 3 5"),)),
        Table("Table 1", "2006-01-01", "", (row("total_phosphorus", "0.5 1 3 5"),)),
        Table("Table 2", "", "", _FIRST_CLASS),
        Table("Table 3", "", "", _CHOSEN),
    ),
)
