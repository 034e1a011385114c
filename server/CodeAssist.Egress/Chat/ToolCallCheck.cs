using System.Text;
using System.Text.Json;
using CodeAssist.Egress.Protocol;

namespace CodeAssist.Egress.Chat;

/// <summary>Decides whether tool calls of a model can be handed on. One that cannot spoils all of its answer: half a plan is no plan.</summary>
internal static class ToolCallCheck
{
    /// <summary>Most bytes of one call's arguments.</summary>
    public const int LongestArguments = 1024 * 1024;

    private const int DeepestArguments = 64;
    private const int LongestName = 64;

    /// <returns>What is wrong, as the end of a sentence; null when all can be handed on.</returns>
    public static string? FaultOf(IReadOnlyList<ToolCall> calls, IReadOnlyList<ToolDeclaration>? declared)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (var call in calls)
        {
            var name = Plain(call.Name);
            var fault = declared?.Any(tool => string.Equals(tool.Name, call.Name, StringComparison.Ordinal)) is not true ? $"nobody declared a tool '{name}'"
                : call.Id.Length == 0 ? $"the call of {name} has no id"
                : !ids.Add(call.Id) ? $"two calls have the id '{Plain(call.Id)}'"
                : FaultOf(call.Arguments) is { } arguments ? $"the arguments of {name} {arguments}"
                : null;
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? FaultOf(string arguments)
    {
        if (arguments.Length > LongestArguments || Encoding.UTF8.GetByteCount(arguments) > LongestArguments)
        {
            return "are longer than 1 MiB";
        }

        var strict = new JsonDocumentOptions { MaxDepth = DeepestArguments, AllowDuplicateProperties = false };
        return TryParse(arguments, strict, out var kind) ? (kind is JsonValueKind.Object ? null : "are not a JSON object")
            : TryParse(arguments, strict with { AllowDuplicateProperties = true }, out _) ? "name something twice"
            : TryParse(arguments, strict with { AllowDuplicateProperties = true, MaxDepth = LongestArguments }, out _) ? $"are deeper than {DeepestArguments} levels"
            : "are not JSON, or not all of it";
    }

    private static bool TryParse(string text, JsonDocumentOptions options, out JsonValueKind kind)
    {
        try
        {
            using var document = JsonDocument.Parse(text, options);
            kind = document.RootElement.ValueKind;
            return true;
        }
        catch (JsonException)
        {
            kind = JsonValueKind.Undefined;
            return false;
        }
    }

    // A model writes it, and people will read it.
    private static string Plain(string text)
    {
        var plain = new string([.. text.Select(letter => letter is > ' ' and < '\u007F' ? letter : '?')]);
        return plain.Length <= LongestName ? plain : plain[..LongestName] + "…";
    }
}
