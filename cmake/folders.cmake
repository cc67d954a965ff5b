# One library for each folder of app/, out of whatever sources are in it.

# A folder may still be empty, and a library may not.
set(septet_empty_source "${CMAKE_BINARY_DIR}/empty.cpp")
if(NOT EXISTS "${septet_empty_source}")
  file(WRITE "${septet_empty_source}" "")
endif()

# septet_precompile(target [headers...]): reading these is most of what compiling a small file takes. Only headers that do not change;
# the preset native does without, so that an include that is missing is found.
function(septet_precompile target)
  target_precompile_headers(${target} PRIVATE <algorithm> <array> <cmath> <cstddef> <cstdint> <functional> <map> <memory> <optional>
    <span> <string> <string_view> <tuple> <utility> <variant> <vector> ${ARGN})
endfunction()

# septet_folder(name [OPTIMIZE flag] [WHOLE] [USES folder...] [PRECOMPILE headers...])
# OPTIMIZE: in the web build, where the rest is compiled with -Oz; under sanitizers such a folder is compiled with -O1, the rest with -O0.
# WHOLE: all of it is linked, also what only JavaScript calls.
function(septet_folder name)
  cmake_parse_arguments(PARSE_ARGV 1 FOLDER "WHOLE" "OPTIMIZE" "USES;PRECOMPILE")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/app/${name}/*.cpp")
  if(NOT sources)
    set(sources "${septet_empty_source}")
  endif()
  set(kind STATIC)
  if(FOLDER_WHOLE)
    set(kind OBJECT)
  endif()
  add_library(septet_${name} ${kind} ${sources})
  target_include_directories(septet_${name} PUBLIC "${PROJECT_SOURCE_DIR}/app")
  list(TRANSFORM FOLDER_USES PREPEND septet_)
  target_link_libraries(septet_${name} PUBLIC ${FOLDER_USES} PRIVATE septet_flags)
  septet_precompile(septet_${name} ${FOLDER_PRECOMPILE})
  if(EMSCRIPTEN AND FOLDER_OPTIMIZE)
    target_compile_options(septet_${name} PRIVATE $<$<CONFIG:Release>:${FOLDER_OPTIMIZE}>)
  elseif(SEPTET_SANITIZE AND FOLDER_OPTIMIZE)
    target_compile_options(septet_${name} PRIVATE -O1)
  endif()
endfunction()

# septet_optimize(flag files...): in the web build, these otherwise than their folder, and without its precompiled headers, which Clang
# takes with the same flags only.
function(septet_optimize flag)
  if(EMSCRIPTEN)
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS $<$<CONFIG:Release>:${flag}> SKIP_PRECOMPILE_HEADERS ON)
  endif()
endfunction()

# septet_program(name sources... [USES folder...])
function(septet_program name)
  cmake_parse_arguments(PARSE_ARGV 1 PROGRAM "" "" "USES")
  add_executable(${name} ${PROGRAM_UNPARSED_ARGUMENTS})
  list(TRANSFORM PROGRAM_USES PREPEND septet_)
  target_link_libraries(${name} PRIVATE ${PROGRAM_USES} septet_flags)
endfunction()

# septet_web_module(name sources... [USES folder...] LATER patterns...): <name>.mjs and <name>.wasm, and of the latter in site/
# the part that the first funnel needs, and <name>_later.wasm: the functions named by the patterns and all that only they reach.
# What C++ calls of the browser are the JavaScript libraries in app/platform; a module takes the functions that it names.
function(septet_web_module name)
  cmake_parse_arguments(PARSE_ARGV 1 MODULE "" "" "LATER")
  septet_program(${name} ${MODULE_UNPARSED_ARGUMENTS})
  set_target_properties(${name} PROPERTIES SUFFIX .mjs)
  target_link_options(${name} PRIVATE ${septet_web_link_options} ${septet_${name}_link_options})
  file(GLOB libraries CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/app/platform/*.js")
  foreach(library IN LISTS libraries)
    target_link_options(${name} PRIVATE "SHELL:--js-library ${library}")
  endforeach()
  set(split "${PROJECT_SOURCE_DIR}/cmake/split_wasm.py")
  set_target_properties(${name} PROPERTIES LINK_DEPENDS "${libraries};${split};${PROJECT_SOURCE_DIR}/CMakeLists.txt")
  file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/site")
  add_custom_command(TARGET ${name} POST_BUILD
    COMMAND "${Python3_EXECUTABLE}" "${split}" "${SEPTET_BINARYEN}/bin" ${name}.wasm site/${name}.wasm site/${name}_later.wasm
            ${MODULE_LATER}
    VERBATIM)
endfunction()
