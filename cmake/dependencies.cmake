# Dear ImGui, SDL2, nlohmann/json, Boost.Math and doctest, from where they are found: what cmake/setup.py got,
# what the machine has installed, else the upstream projects' own releases. Nothing of theirs is in this repository.

include(FetchContent)
include("${CMAKE_CURRENT_LIST_DIR}/cache_folder.cmake")

# Tried only where nothing can be fetched. A wrong hash stops the configuration and prints the right one.
function(septet_fetch name url hash result)
  FetchContent_Declare(${name} URL "${url}" URL_HASH "${hash}" DOWNLOAD_EXTRACT_TIMESTAMP OFF)
  FetchContent_GetProperties(${name})
  if(NOT ${name}_POPULATED)
    FetchContent_Populate(${name})
  endif()
  set(${result} "${${name}_SOURCE_DIR}" PARENT_SCOPE)
endfunction()

# septet_header(name header [URL url HASH hash]): a header-only library as an INTERFACE target.
# Found headers are linked to from a folder of their own: a web build must not see the rest of /usr/include.
function(septet_header name header)
  cmake_parse_arguments(PARSE_ARGV 2 HEADER "" "URL;HASH" "")
  # An Emscripten build has no folders of the host to look in by itself.
  find_path(${name}_include "${header}" PATHS /usr/include /usr/local/include /opt/homebrew/include NO_CMAKE_FIND_ROOT_PATH)
  if(${name}_include)
    get_filename_component(folder "${header}" DIRECTORY)
    set(include "${CMAKE_BINARY_DIR}/headers/${name}")
    file(MAKE_DIRECTORY "${include}")
    file(CREATE_LINK "${${name}_include}/${folder}" "${include}/${folder}" SYMBOLIC)
  elseif(NOT HEADER_URL)
    message(FATAL_ERROR "No ${header} found: please install it (Debian: the package that cmake/setup.py names).")
  else()
    septet_fetch(${name} "${HEADER_URL}" "${HEADER_HASH}" source)
    find_path(${name}_fetched "${header}" PATHS "${source}" "${source}/include" NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
    set(include "${${name}_fetched}")
  endif()
  add_library(${name} INTERFACE)
  target_include_directories(${name} SYSTEM INTERFACE "${include}")
endfunction()

septet_header(nlohmann_json nlohmann/json.hpp
  URL https://github.com/nlohmann/json/releases/download/v3.11.3/json.tar.xz
  HASH SHA256=d6c65aca6b1ed68e7a182f4757257b107ae403032760ed6ef121c9d55e81757d)
target_compile_definitions(nlohmann_json INTERFACE JSON_NO_IO)
septet_header(doctest doctest/doctest.h
  URL https://github.com/doctest/doctest/archive/refs/tags/v2.4.11.tar.gz
  HASH SHA256=632ed2c05a7f53fa961381497bf8069093f0d6628c5f26286161fbd32a560186)
# Boost.Math: distributions and special functions. What is out of its domain gives a NaN, nothing throws.
septet_header(boost boost/version.hpp)
foreach(error DOMAIN POLE OVERFLOW EVALUATION ROUNDING INDETERMINATE_RESULT)
  target_compile_definitions(boost INTERFACE BOOST_MATH_${error}_ERROR_POLICY=ignore_error)
endforeach()
target_compile_definitions(boost INTERFACE BOOST_MATH_PROMOTE_DOUBLE_POLICY=false)

if(EMSCRIPTEN)
  target_compile_definitions(nlohmann_json INTERFACE JSON_NOEXCEPTION)
  target_compile_definitions(doctest INTERFACE DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS)
  include("${CMAKE_CURRENT_LIST_DIR}/sdl2/sdl2.cmake")
  include("${CMAKE_CURRENT_LIST_DIR}/imgui/imgui.cmake")
else()
  find_package(ZLIB REQUIRED)  # gzip for the command line; in the browser the browser unzips
endif()
