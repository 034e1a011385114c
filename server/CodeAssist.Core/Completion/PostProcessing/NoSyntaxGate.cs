namespace CodeAssist.Core.Completion.PostProcessing;

/// <summary>Knows no language.</summary>
public sealed class NoSyntaxGate : ISyntaxGate
{
    public static NoSyntaxGate Instance { get; } = new();

    public Filtered Apply(Draft draft) => draft;
}
