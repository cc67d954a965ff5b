# How our own code is compiled and linked; dependencies do not see the warnings.

add_library(septet_flags INTERFACE)
target_compile_options(septet_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)

if(SEPTET_SANITIZE)
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all)
  # Compiling takes longer than testing: only what walks over all records is optimised (folders.cmake), and of the names
  # those that a report's lines need.
  set(CMAKE_CXX_FLAGS_DEBUG "-gline-tables-only")
  add_compile_options(-fno-omit-frame-pointer ${sanitizers})
  add_link_options(${sanitizers})
endif()

if(EMSCRIPTEN)
  # CMake's own Release is -O3; size comes first here, and the folders that need speed ask for it themselves.
  set(CMAKE_CXX_FLAGS_RELEASE "-Oz -flto -DNDEBUG")
  set(CMAKE_C_FLAGS_RELEASE "-Oz -flto -DNDEBUG")
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g2")
  set(CMAKE_C_FLAGS_DEBUG "-O1 -g2")
  add_compile_options(
    -msimd128 -mbulk-memory -mnontrapping-fptoint
    "$<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions;-fno-rtti;-fno-threadsafe-statics>")
  add_link_options(-fno-exceptions -sWASM_BIGINT -sALLOW_MEMORY_GROWTH -sSTACK_SIZE=1MB $<$<CONFIG:Debug>:-sASSERTIONS=1>)

  set(septet_web_link_options
    --no-entry -sMODULARIZE -sEXPORT_ES6 -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0 -sPOLYFILL=0 -sSUPPORT_LONGJMP=0
    -sINCOMING_MODULE_JS_API=locateFile,instantiateWasm,wasmBinary,print,printErr,onAbort,canvas
    -sEXPORTED_RUNTIME_METHODS=HEAPU8,UTF8ToString,stringToUTF8,lengthBytesUTF8
    -sEXPORTED_FUNCTIONS=_malloc,_free
    --profiling-funcs)  # names, by which cmake/split_wasm.py tells what comes later; it takes them off
  # The page: WebGL 2 only, errors of WebGL not tracked, no call put off until a user's gesture; all of it for size.
  set(septet_page_link_options
    -sENVIRONMENT=web -sMAXIMUM_MEMORY=1GB -sMALLOC=emmalloc -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
    -sGL_ENABLE_GET_PROC_ADDRESS=0 -sGL_TRACK_ERRORS=0 -sGL_POOL_TEMP_BUFFERS=0 -sGL_EXPLICIT_UNIFORM_LOCATION=0
    -sGL_SUPPORT_AUTOMATIC_ENABLE_EXTENSIONS=0 -sGL_SUPPORT_SIMPLE_ENABLE_EXTENSIONS=0
    -sGL_WORKAROUND_SAFARI_GETCONTEXT_BUG=0 -sHTML5_SUPPORT_DEFERRING_USER_SENSITIVE_REQUESTS=0
    $<$<CONFIG:Release>:-sBINARYEN_EXTRA_PASSES=--converge>)
  # Node runs the engine for tests and for programs without a page.
  set(septet_engine_link_options -sENVIRONMENT=web,worker,node -sMAXIMUM_MEMORY=4GB)
endif()
