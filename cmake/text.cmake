# The words of the screens, in both languages, as a C++ table in septet_ui. Those that only the later part of the page says come
# with it: which they are is read off the sources that name them.

find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(text_script "${PROJECT_SOURCE_DIR}/cmake/embed_text.py")
set(text_files "${PROJECT_SOURCE_DIR}/assets/text/en.json" "${PROJECT_SOURCE_DIR}/assets/text/zh.json")
set(text_folder "${CMAKE_BINARY_DIR}/generated")
file(GLOB text_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/app/ui/*" "${PROJECT_SOURCE_DIR}/app/screens/*")
set(text_first ${text_sources})
# The overlays, and the screens but for what the first funnel is made of.
list(FILTER text_first EXCLUDE REGEX "/ui/(filter_panel|filter_choices|rows_drawer|navigator|find_box|keys_help|tour)[.]")
list(FILTER text_first EXCLUDE REGEX "/screens/")
foreach(source roles.cpp role_tiles.cpp role_ledgers.cpp role_ledgers.h funnel_card.cpp months_card.cpp breakdown_card.cpp
               reach_card.cpp details_card.cpp screens.cpp)
  list(APPEND text_first "${PROJECT_SOURCE_DIR}/app/screens/${source}")
endforeach()
set(text_later ${text_sources})
list(REMOVE_ITEM text_later ${text_first})
add_custom_command(
  OUTPUT "${text_folder}/ui/text_keys.h" "${text_folder}/ui/text_table.cpp"
  COMMAND "${Python3_EXECUTABLE}" "${text_script}" ${text_files} "${text_folder}/ui" ${text_first} -- ${text_later}
  DEPENDS "${text_script}" "${PROJECT_SOURCE_DIR}/cmake/later_data.py" ${text_files} ${text_sources}
  VERBATIM)
target_sources(septet_ui PRIVATE "${text_folder}/ui/text_keys.h" "${text_folder}/ui/text_table.cpp")
target_include_directories(septet_ui PUBLIC "${text_folder}")
# All the later words are one literal, longer than every compiler has to take.
set_source_files_properties("${text_folder}/ui/text_table.cpp" PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
