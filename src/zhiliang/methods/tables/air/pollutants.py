"""Keys of the air pollutants and what official reports call them."""

PM2_5, PM10, SO2, NO2, CO, O3, O3_8H = "pm2_5", "pm10", "so2", "no2", "co", "o3", "o3_8h"
# Order of columns and of tied primary pollutants.
ITEMS = (PM2_5, PM10, SO2, NO2, CO, O3, O3_8H)

# Names in the ministry's hourly reports (field primary_pollutant); those with 可吸入 and the bare
# 臭氧 are other writings of the same items.
KEY_OF_NAME = {
    "细颗粒物(PM2.5)": PM2_5,
    "细颗粒物": PM2_5,
    "颗粒物(PM10)": PM10,
    "可吸入颗粒物(PM10)": PM10,
    "可吸入颗粒物": PM10,
    "二氧化硫": SO2,
    "二氧化氮": NO2,
    "一氧化碳": CO,
    "臭氧1小时": O3,
    "臭氧": O3,
    "臭氧8小时": O3_8H,
}

# Under which code of HJ 212-2017 (HJ 524) a station reports each; eight-hour means are made of
# hours.
CODES = {
    PM2_5: "a34004",
    PM10: "a34002",
    SO2: "a21026",
    NO2: "a21004",
    CO: "a21005",
    O3: "a05024",
}
