# How our own code is compiled and linked; dependencies do not see the warnings.

add_library(septet_flags INTERFACE)
target_compile_options(septet_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)

if(SEPTET_SANITIZE)
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all)
  add_compile_options(-O1 -fno-omit-frame-pointer ${sanitizers})
  add_link_options(${sanitizers})
endif()

if(EMSCRIPTEN)
  # CMake's own Release is -O3; size comes first here, and folders marked FAST ask for -O3 themselves.
  set(CMAKE_CXX_FLAGS_RELEASE "-Oz -DNDEBUG")
  set(CMAKE_C_FLAGS_RELEASE "-Oz -DNDEBUG")
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g2")
  set(CMAKE_C_FLAGS_DEBUG "-O1 -g2")
  add_compile_options(
    -msimd128 -mbulk-memory -mnontrapping-fptoint
    $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions> $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
  add_link_options(-fno-exceptions -sWASM_BIGINT $<$<CONFIG:Debug>:-sASSERTIONS=1>)

  set(septet_web_link_options
    -sMODULARIZE -sEXPORT_ES6 -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0 -sALLOW_MEMORY_GROWTH -sSTACK_SIZE=1MB
    -sINCOMING_MODULE_JS_API=locateFile,instantiateWasm,wasmBinary,print,printErr,onAbort,canvas
    -sEXPORTED_RUNTIME_METHODS=HEAPU8,UTF8ToString,stringToUTF8,lengthBytesUTF8
    -sEXPORTED_FUNCTIONS=_malloc,_free
    --no-entry)
  set(septet_page_link_options
    -sENVIRONMENT=web -sMAXIMUM_MEMORY=1GB -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2)
  # Node runs the engine for tests and for programs without a page.
  set(septet_engine_link_options
    -sENVIRONMENT=web,worker,node -sMAXIMUM_MEMORY=4GB)
endif()
