"""GB 3838-2002, Tables 2 and 3: limits for surface sources of drinking water [mg/L].

All figures were compared with the printed tables, pages 3 and 4. From Table 3 the authorities of
the place choose (clause 5.3).
"""

from decimal import Decimal

STANDARD = "GB 3838-2002"
CLAUSES = ("Table 2", "Table 3")
CERTAINTY = "verified"

# A source is to reach class III of Table 1. That the 21 assessed factors stand for the whole table
# here too, and that local lists may leave out COD, is from memory: 待核.
CLASS_OF_SOURCES = 3


def _limits(lines: str) -> dict[str, Decimal]:
    words = lines.split()
    return {factor: Decimal(figure) for factor, figure in zip(words[::2], words[1::2], strict=True)}


SUPPLEMENTARY = _limits("sulphate 250 chloride 250 nitrate 10 iron 0.3 manganese 0.1")

SPECIFIC = _limits(
    """
    trichloromethane 0.06 carbon_tetrachloride 0.002 tribromomethane 0.1 dichloromethane 0.02
    1_2_dichloroethane 0.03 epichlorohydrin 0.02 vinyl_chloride 0.005 1_1_dichloroethylene 0.03
    1_2_dichloroethylene 0.05 trichloroethylene 0.07 tetrachloroethylene 0.04 chloroprene 0.002
    hexachlorobutadiene 0.0006 styrene 0.02 formaldehyde 0.9 acetaldehyde 0.05 acrolein 0.1
    chloral 0.01 benzene 0.01 toluene 0.7 ethylbenzene 0.3 xylenes 0.5 isopropylbenzene 0.25
    chlorobenzene 0.3 1_2_dichlorobenzene 1.0 1_4_dichlorobenzene 0.3 trichlorobenzenes 0.02
    tetrachlorobenzenes 0.02 hexachlorobenzene 0.05 nitrobenzene 0.017 dinitrobenzenes 0.5
    2_4_dinitrotoluene 0.0003 2_4_6_trinitrotoluene 0.5 nitrochlorobenzenes 0.05
    2_4_dinitrochlorobenzene 0.5 2_4_dichlorophenol 0.093 2_4_6_trichlorophenol 0.2
    pentachlorophenol 0.009 aniline 0.1 benzidine 0.0002 acrylamide 0.0005 acrylonitrile 0.1
    dibutyl_phthalate 0.003 diethylhexyl_phthalate 0.008 hydrazine_hydrate 0.01
    tetraethyl_lead 0.0001 pyridine 0.2 turpentine 0.2 picric_acid 0.5 butyl_xanthate 0.005
    active_chlorine 0.01 ddt 0.001 lindane 0.002 heptachlor_epoxide 0.0002 parathion 0.003
    methyl_parathion 0.002 malathion 0.05 dimethoate 0.08 dichlorvos 0.05 trichlorfon 0.05
    demeton 0.03 chlorothalonil 0.01 carbaryl 0.05 deltamethrin 0.02 atrazine 0.003
    benzo_a_pyrene 2.8e-6 methyl_mercury 1.0e-6 polychlorinated_biphenyls 2.0e-5
    microcystin_lr 0.001 yellow_phosphorus 0.003 molybdenum 0.07 cobalt 1.0 beryllium 0.002
    boron 0.5 antimony 0.005 nickel 0.02 barium 0.7 vanadium 0.05 titanium 0.1 thallium 0.0001
    """
)
