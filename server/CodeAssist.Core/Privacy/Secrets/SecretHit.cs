namespace CodeAssist.Core.Privacy.Secrets;

/// <summary>A secret in a text. It does not carry the secret itself, so that it may be logged and shown.</summary>
/// <param name="RuleId">The kind of secret, a stable name.</param>
/// <param name="Start">Where it begins, in UTF-16 code units of the text.</param>
/// <param name="Length">In UTF-16 code units.</param>
public sealed record SecretHit(string RuleId, int Start, int Length)
{
    public int End => Start + Length;
}
