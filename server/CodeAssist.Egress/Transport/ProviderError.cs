namespace CodeAssist.Egress.Transport;

/// <summary>What a provider says of an error.</summary>
/// <param name="Message">For people, in one short line that is safe to show; empty for nothing.</param>
/// <param name="Code">For programs: its code and its type, in small letters; empty for nothing.</param>
internal sealed record ProviderError(string Message, string Code)
{
    /// <summary>It says nothing that can be read.</summary>
    public static ProviderError Silent { get; } = new("", "");
}
