#include "platform/webgl_renderer.h"

#include <GLES3/gl3.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "imgui_internal.h"

namespace platform {
namespace {

enum Attribute : GLuint { at_place, at_texture, at_color };

constexpr const char* vertex_source = R"(#version 300 es
layout(location = 0) in vec2 place;
layout(location = 1) in vec2 texture_place;
layout(location = 2) in vec4 vertex_color;
uniform vec2 size;
out vec2 uv;
out vec4 color;
void main() {
  uv = texture_place;
  color = vertex_color;
  gl_Position = vec4(place / size * vec2(2.0, -2.0) + vec2(-1.0, 1.0), 0.0, 1.0);
})";

constexpr const char* fragment_source = R"(#version 300 es
precision mediump float;
uniform sampler2D alphas;
in vec2 uv;
in vec4 color;
out vec4 result;
void main() { result = vec4(color.rgb, color.a * texture(alphas, uv).r); }
)";

constexpr GLenum completion_status = 0x91B1;  // of KHR_parallel_shader_compile

// Whether it compiled is not asked: that would wait for the compiler, and the source is the same for everyone.
void add_shader(GLuint program, GLenum kind, const char* source) {
    const GLuint shader = glCreateShader(kind);
    glShaderSource(shader, 1, &source, nullptr);
    glCompileShader(shader);
    glAttachShader(program, shader);
}

const void* offset(std::size_t bytes) { return reinterpret_cast<const void*>(bytes); }

}  // namespace

WebGlRenderer::WebGlRenderer(bool tells_compiled) : tells_compiled_(tells_compiled), program_(glCreateProgram()) {
    add_shader(program_, GL_VERTEX_SHADER, vertex_source);
    add_shader(program_, GL_FRAGMENT_SHADER, fragment_source);
    glLinkProgram(program_);
    glFlush();
}

bool WebGlRenderer::ready() const {
    if (made_ || !tells_compiled_) return true;
    GLint done = GL_FALSE;
    glGetProgramiv(program_, completion_status, &done);
    return done == GL_TRUE;
}

void WebGlRenderer::make(const ImDrawData& data) {
    glUseProgram(program_);  // waits for the compiler
    size_uniform_ = glGetUniformLocation(program_, "size");

    GLuint buffers[2];
    glGenBuffers(2, buffers);
    vertices_ = buffers[0];
    indices_ = buffers[1];
    glBindBuffer(GL_ARRAY_BUFFER, vertices_);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
    for (const Attribute attribute : {at_place, at_texture, at_color}) glEnableVertexAttribArray(attribute);
    glVertexAttribPointer(at_place, 2, GL_FLOAT, GL_FALSE, sizeof(ImDrawVert), offset(offsetof(ImDrawVert, pos)));
    glVertexAttribPointer(at_texture, 2, GL_FLOAT, GL_FALSE, sizeof(ImDrawVert), offset(offsetof(ImDrawVert, uv)));
    glVertexAttribPointer(at_color, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(ImDrawVert),
                          offset(offsetof(ImDrawVert, col)));

    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glEnable(GL_SCISSOR_TEST);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);

    // Another renderer has had these.
    for (ImTextureData* texture : *data.Textures) {
        texture->SetTexID(ImTextureID_Invalid);
        if (texture->Status != ImTextureStatus_WantDestroy) texture->SetStatus(ImTextureStatus_WantCreate);
    }
    made_ = true;
}

void WebGlRenderer::draw(const ImDrawData& data) {
    if (!made_) make(data);
    for (ImTextureData* texture : *data.Textures)
        if (texture->Status != ImTextureStatus_OK) update(*texture);

    const float width = data.DisplaySize.x, height = data.DisplaySize.y;
    glViewport(0, 0, static_cast<GLsizei>(width), static_cast<GLsizei>(height));
    glUniform2f(size_uniform_, width, height);
    for (const ImDrawList* list : data.CmdLists) {
        glBufferData(GL_ARRAY_BUFFER, list->VtxBuffer.size_in_bytes(), list->VtxBuffer.Data, GL_STREAM_DRAW);
        glBufferData(GL_ELEMENT_ARRAY_BUFFER, list->IdxBuffer.size_in_bytes(), list->IdxBuffer.Data, GL_STREAM_DRAW);
        for (const ImDrawCmd& command : list->CmdBuffer) {
            const float left = std::max(command.ClipRect.x, 0.0f), top = std::max(command.ClipRect.y, 0.0f);
            const float right = std::min(command.ClipRect.z, width), bottom = std::min(command.ClipRect.w, height);
            if (right <= left || bottom <= top || command.ElemCount == 0) continue;
            // From the lower edge up.
            glScissor(static_cast<GLint>(left), static_cast<GLint>(height - bottom), static_cast<GLsizei>(right - left),
                      static_cast<GLsizei>(bottom - top));
            glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(command.GetTexID()));
            glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_INT,
                           offset(command.IdxOffset * sizeof(ImDrawIdx)));
        }
    }
}

void WebGlRenderer::update(ImTextureData& texture) {
    if (texture.Status == ImTextureStatus_WantCreate) {
        GLuint name = 0;
        glGenTextures(1, &name);
        glBindTexture(GL_TEXTURE_2D, name);
        for (const auto filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
            glTexParameteri(GL_TEXTURE_2D, static_cast<GLenum>(filter), GL_LINEAR);
        for (const auto wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T})
            glTexParameteri(GL_TEXTURE_2D, static_cast<GLenum>(wrap), GL_CLAMP_TO_EDGE);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, texture.Width, texture.Height, 0, GL_RED, GL_UNSIGNED_BYTE,
                     texture.GetPixels());
        texture.SetTexID(name);
        texture.SetStatus(ImTextureStatus_OK);
    } else if (texture.Status == ImTextureStatus_WantUpdates) {
        glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(texture.TexID));
        // All that is new at once; what lies between is there already and is the same.
        const ImTextureRect& part = texture.UpdateRect;
        glPixelStorei(GL_UNPACK_ROW_LENGTH, texture.Width);
        glTexSubImage2D(GL_TEXTURE_2D, 0, part.x, part.y, part.w, part.h, GL_RED, GL_UNSIGNED_BYTE,
                        texture.GetPixelsAt(part.x, part.y));
        glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
        texture.SetStatus(ImTextureStatus_OK);
    } else if (texture.Status == ImTextureStatus_WantDestroy && texture.UnusedFrames > 0) {
        const auto name = static_cast<GLuint>(texture.TexID);
        glDeleteTextures(1, &name);
        texture.SetTexID(ImTextureID_Invalid);
        texture.SetStatus(ImTextureStatus_Destroyed);
    }
}

}  // namespace platform
