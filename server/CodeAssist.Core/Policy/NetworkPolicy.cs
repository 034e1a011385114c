namespace CodeAssist.Core.Policy;

/// <summary>Whether anything of the open workspaces may leave the machine.</summary>
public abstract record NetworkPolicy
{
    private NetworkPolicy()
    {
    }

    /// <summary>Nothing may leave.</summary>
    /// <param name="Reasons">Every reason that holds, the weightiest first; never empty.</param>
    public sealed record LocalOnly(IReadOnlyList<LocalOnlyReason> Reasons) : NetworkPolicy
    {
        public LocalOnly(LocalOnlyCause cause, string sentence)
            : this([new LocalOnlyReason(cause, sentence)])
        {
        }
    }

    /// <summary>The user allows it and nothing forbids it.</summary>
    public sealed record Open : NetworkPolicy;
}
