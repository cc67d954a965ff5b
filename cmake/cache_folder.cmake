# Where cmake/setup.py keeps what it got; the same rule as there.
if(DEFINED ENV{SEPTET_CACHE})
  set(SEPTET_CACHE "$ENV{SEPTET_CACHE}")
else()
  set(SEPTET_CACHE "$ENV{HOME}/.cache/septet")
endif()
