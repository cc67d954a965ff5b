# The starter dictionaries and rules as texts in septet_engine.

set(starters_script "${PROJECT_SOURCE_DIR}/cmake/embed_starters.py")
set(starters_source "${CMAKE_BINARY_DIR}/generated/engine/starters.cpp")
set(starters_files)
foreach(folder dictionaries rules)
  foreach(language en zh)
    list(APPEND starters_files "${PROJECT_SOURCE_DIR}/assets/${folder}/${language}.json")
  endforeach()
endforeach()
add_custom_command(
  OUTPUT "${starters_source}"
  COMMAND "${Python3_EXECUTABLE}" "${starters_script}" "${PROJECT_SOURCE_DIR}/assets" "${starters_source}"
          $<$<BOOL:${EMSCRIPTEN}>:later>
  DEPENDS "${starters_script}" "${PROJECT_SOURCE_DIR}/cmake/split_wasm.py" ${starters_files}
  COMMAND_EXPAND_LISTS VERBATIM)
target_sources(septet_engine PRIVATE "${starters_source}")
