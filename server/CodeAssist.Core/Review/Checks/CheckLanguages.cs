namespace CodeAssist.Core.Review.Checks;

/// <summary>Languages that rules name together, by their LSP ids.</summary>
public static class CheckLanguages
{
    public static IReadOnlyList<string> CSharp { get; } = ["csharp"];

    public static IReadOnlyList<string> JavaScript { get; } = ["javascript", "javascriptreact", "typescript", "typescriptreact"];

    public static IReadOnlyList<string> Jvm { get; } = ["java", "kotlin"];

    public static IReadOnlyList<string> Of(params ReadOnlySpan<IReadOnlyList<string>> groups)
    {
        List<string> all = [];
        foreach (var group in groups)
        {
            all.AddRange(group);
        }

        return all;
    }
}
