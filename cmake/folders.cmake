# One library for each folder of app/, out of whatever sources are in it.

# A folder may still be empty, and a library may not.
set(septet_empty_source "${CMAKE_BINARY_DIR}/empty.cpp")
if(NOT EXISTS "${septet_empty_source}")
  file(WRITE "${septet_empty_source}" "")
endif()

# septet_folder(name [OPTIMIZE flag] [WHOLE] [USES folder...])
# OPTIMIZE: in the web build, where the rest is compiled with -Oz.
# WHOLE: all of it is linked, also what only JavaScript calls.
function(septet_folder name)
  cmake_parse_arguments(PARSE_ARGV 1 FOLDER "WHOLE" "OPTIMIZE" "USES")
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
  if(EMSCRIPTEN AND FOLDER_OPTIMIZE)
    target_compile_options(septet_${name} PRIVATE $<$<CONFIG:Release>:${FOLDER_OPTIMIZE}>)
  endif()
endfunction()

# septet_program(name sources... [USES folder...])
function(septet_program name)
  cmake_parse_arguments(PARSE_ARGV 1 PROGRAM "" "" "USES")
  add_executable(${name} ${PROGRAM_UNPARSED_ARGUMENTS})
  list(TRANSFORM PROGRAM_USES PREPEND septet_)
  target_link_libraries(${name} PRIVATE ${PROGRAM_USES} septet_flags)
endfunction()

# septet_web_module(name sources... [USES folder...]): <name>.mjs and <name>.wasm.
# What C++ calls of the browser are the JavaScript libraries in app/platform; a module takes the functions that it names.
function(septet_web_module name)
  septet_program(${name} ${ARGN})
  set_target_properties(${name} PROPERTIES SUFFIX .mjs)
  target_link_options(${name} PRIVATE ${septet_web_link_options} ${septet_${name}_link_options})
  file(GLOB libraries CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/app/platform/*.js")
  foreach(library IN LISTS libraries)
    target_link_options(${name} PRIVATE "SHELL:--js-library ${library}")
  endforeach()
  set_target_properties(${name} PROPERTIES LINK_DEPENDS "${libraries}")
endfunction()
