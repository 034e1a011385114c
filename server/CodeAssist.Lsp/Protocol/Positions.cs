using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace CodeAssist.Lsp.Protocol;

/// <summary>A place in a document: line and UTF-16 unit, both from zero.</summary>
[StructLayout(LayoutKind.Auto)]
[method: JsonConstructor]
public readonly record struct LspPosition(
    [property: JsonConverter(typeof(SaturatingIntConverter))] int Line,
    [property: JsonConverter(typeof(SaturatingIntConverter))] int Character);

/// <summary>From one place up to another, the second not included.</summary>
[StructLayout(LayoutKind.Auto)]
[method: JsonConstructor]
public readonly record struct LspRange(LspPosition Start, LspPosition End);
