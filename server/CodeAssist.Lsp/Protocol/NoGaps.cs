using System.Text.Json;

namespace CodeAssist.Lsp.Protocol;

/// <summary>Refuses lists with <c>null</c> among their elements: the serializer checks properties for that, but not elements.</summary>
internal static class NoGaps
{
    /// <exception cref="JsonException">An element is null.</exception>
    public static void In<T>(IReadOnlyList<T>? list, string name)
        where T : class
    {
        if (list?.Contains(null) == true)
        {
            throw new JsonException($"{name} holds null", $"$.{name}", lineNumber: null, bytePositionInLine: null);
        }
    }
}
