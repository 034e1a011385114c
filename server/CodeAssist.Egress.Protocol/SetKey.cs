namespace CodeAssist.Egress.Protocol;

/// <param name="Provider">Id of a provider.</param>
/// <param name="Key">The key; empty to forget it.</param>
public sealed record SetKeyParams(string Provider, string Key)
{
    /// <summary>Without the key, which belongs in no log.</summary>
    public override string ToString() => $"a key for {Provider}";
}

/// <param name="Failure">Why the key was not taken, or null.</param>
public sealed record SetKeyResult(EgressFailure? Failure);
