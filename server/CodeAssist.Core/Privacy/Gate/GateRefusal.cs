namespace CodeAssist.Core.Privacy.Gate;

/// <summary>A request that is not sent: nothing of it has left.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Sentence">What happened, the same words for each code; names no file and quotes nothing.</param>
/// <param name="NextStep">What to do.</param>
/// <param name="CanBeApproved">Whether the user may have it sent with the secrets replaced.</param>
public sealed record GateRefusal(GateRefusalCode Code, string Sentence, string NextStep, bool CanBeApproved)
{
    public static GateRefusal Of(GateRefusalCode code) => code switch
    {
        GateRefusalCode.LocalOnlyOrigin => new(
            code,
            "Part of this request comes from a repository that stays on this machine.",
            "Close that repository or leave its text out; 'codeassist route --dry-run' shows what would be sent.",
            CanBeApproved: false),
        GateRefusalCode.UnknownOrigin => new(
            code,
            "Part of this request comes from a repository for which nothing has been allowed.",
            "Open its folder in a trusted window and allow it in your settings, or leave its text out.",
            CanBeApproved: false),
        GateRefusalCode.OutsideWorkspace => new(
            code,
            "Part of this request comes from outside the open workspaces.",
            "Open the folder that it belongs to, or leave it out.",
            CanBeApproved: false),
        GateRefusalCode.PrivateKey => new(
            code,
            "This request contains a private key.",
            "Take the key out of the text, or confirm that the rest is sent with a placeholder in its place.",
            CanBeApproved: true),
        GateRefusalCode.ManySecrets => new(
            code,
            "This request contains more secrets than code has by accident.",
            "Leave the file that holds them out, or confirm that the rest is sent with placeholders in their place.",
            CanBeApproved: true),
        GateRefusalCode.SecretNotReplaceable => new(
            code,
            "This request contains a secret that cannot be replaced without breaking the request.",
            "Take the secret out of the text and ask again.",
            CanBeApproved: false),
        _ => new(
            code,
            "This request is larger than can be looked through for secrets.",
            "Ask about less text at once.",
            CanBeApproved: false),
    };
}
