# The words of the screens, in both languages, as a C++ table in septet_ui.

find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(text_script "${PROJECT_SOURCE_DIR}/cmake/embed_text.py")
set(text_files "${PROJECT_SOURCE_DIR}/assets/text/en.json" "${PROJECT_SOURCE_DIR}/assets/text/zh.json")
set(text_folder "${CMAKE_BINARY_DIR}/generated")
add_custom_command(
  OUTPUT "${text_folder}/ui/text_keys.h" "${text_folder}/ui/text_table.cpp"
  COMMAND "${Python3_EXECUTABLE}" "${text_script}" ${text_files} "${text_folder}/ui"
  DEPENDS "${text_script}" ${text_files}
  VERBATIM)
target_sources(septet_ui PRIVATE "${text_folder}/ui/text_keys.h" "${text_folder}/ui/text_table.cpp")
target_include_directories(septet_ui PUBLIC "${text_folder}")
