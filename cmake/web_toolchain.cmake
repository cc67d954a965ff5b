# Finds Emscripten where an activated SDK or a distribution put it, else where cmake/setup.py put it.

find_program(SEPTET_EMCC emcc NO_CMAKE_FIND_ROOT_PATH)
if(SEPTET_EMCC)
  get_filename_component(emscripten_root "${SEPTET_EMCC}" REALPATH)
  get_filename_component(emscripten_root "${emscripten_root}" DIRECTORY)
  if(NOT EXISTS "${emscripten_root}/emscripten-version.txt")
    execute_process(COMMAND "${emscripten_root}/em-config" EMSCRIPTEN_ROOT
      OUTPUT_VARIABLE emscripten_root OUTPUT_STRIP_TRAILING_WHITESPACE)
  endif()
  file(STRINGS "${emscripten_root}/emscripten-version.txt" emscripten_version LIMIT_COUNT 1)
  string(REPLACE "\"" "" emscripten_version "${emscripten_version}")
endif()
if(NOT SEPTET_EMCC OR emscripten_version VERSION_LESS 3.1.69)
  include("${CMAKE_CURRENT_LIST_DIR}/cache_folder.cmake")
  set(emscripten_root "${SEPTET_CACHE}/emscripten")
endif()
if(NOT EXISTS "${emscripten_root}/emcc")
  message(FATAL_ERROR "No emcc 3.1.69 or newer on the PATH; python3 cmake/setup.py gets one on Debian.")
endif()
include("${emscripten_root}/cmake/Modules/Platform/Emscripten.cmake")

# Where Binaryen's programs are, which divide the modules (cmake/split_wasm.py).
if(NOT SEPTET_BINARYEN)
  execute_process(COMMAND "${emscripten_root}/em-config" BINARYEN_ROOT
    OUTPUT_VARIABLE SEPTET_BINARYEN OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()
