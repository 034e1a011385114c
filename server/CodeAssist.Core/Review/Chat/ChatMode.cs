namespace CodeAssist.Core.Review.Chat;

/// <summary>Which chat models take part in reviews.</summary>
public enum ChatMode
{
    Off,

    /// <summary>Those of this machine.</summary>
    Local,

    /// <summary>Whoever the rules of routing choose; where those say so, the user is asked first.</summary>
    Routed,
}
