namespace CodeAssist.Core.Privacy.Gate;

/// <summary>The gate's answer on a finished request.</summary>
public abstract record GateVerdict
{
    private GateVerdict()
    {
    }

    /// <param name="Body">Exactly what is sent: the bytes that a preview shows are these.</param>
    /// <param name="Placeholders">What stands in it for secrets, in order of their first appearance.</param>
    /// <param name="Rules">Which kinds of secrets were found and how often, by name.</param>
    public sealed record Allowed(ReadOnlyMemory<byte> Body, IReadOnlyList<string> Placeholders, IReadOnlyDictionary<string, int> Rules) : GateVerdict;

    /// <param name="Refusal">Why nothing is sent.</param>
    /// <param name="Rules">Which kinds of secrets were found and how often, by name.</param>
    public sealed record Refused(GateRefusal Refusal, IReadOnlyDictionary<string, int> Rules) : GateVerdict;
}
