namespace CodeAssist.Core.Providers;

/// <summary>What of a model is open to everybody; null where nobody has read it.</summary>
/// <param name="Weights">Whether its weights can be had.</param>
/// <param name="Data">Whether the data that it was trained on can be had.</param>
/// <param name="Code">Whether the code that trained it can be had.</param>
public sealed record Openness(Fact<bool>? Weights, Fact<bool>? Data, Fact<bool>? Code)
{
    public static Openness Unknown { get; } = new(null, null, null);
}
