namespace CodeAssist.Core.Providers;

/// <summary>What a provider does with what it is sent over its API; null where nobody has read it.</summary>
/// <param name="Keeps">How long it is kept, and for what.</param>
/// <param name="Trains">Whether models are trained on it unless the customer objects.</param>
public sealed record DataUse(Fact<string>? Keeps, Fact<bool>? Trains)
{
    public static DataUse Unknown { get; } = new(null, null);
}
