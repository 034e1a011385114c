namespace CodeAssist.Egress.Protocol;

/// <summary>An expected failure: what happened, to what, and what to do. Never a stack trace, never a key.</summary>
/// <param name="Kind">What sort of failure.</param>
/// <param name="Message">What happened, in a sentence.</param>
/// <param name="NextStep">What to do, in a sentence.</param>
/// <param name="RetryAfter">How long the provider asks us to wait, at most a day; null where it does not say.</param>
public sealed record EgressFailure(EgressFailureKind Kind, string Message, string NextStep, TimeSpan? RetryAfter = null);

public enum EgressFailureKind
{
    /// <summary>Nothing may leave the machine.</summary>
    LocalOnly,

    /// <summary>Egress is not there, or went away.</summary>
    Unavailable,

    /// <summary>Nobody of that name may be asked.</summary>
    ProviderUnknown,

    /// <summary>The provider wants a key and egress has none.</summary>
    KeyMissing,

    /// <summary>The provider does not accept the key.</summary>
    KeyRefused,

    /// <summary>The request contradicts itself, or asks for what egress does not send.</summary>
    InvalidRequest,

    /// <summary>The model is not known to be able to do what is asked; nothing was sent.</summary>
    FeatureUnknown,

    /// <summary>The model wants a tool to be called in a way that cannot be used; no call of the answer is handed on.</summary>
    ToolCallUnusable,

    /// <summary>A request was about to go elsewhere than to its provider's origin.</summary>
    OriginRefused,

    /// <summary>The provider's name leads to an address where no request may go.</summary>
    AddressRefused,

    /// <summary>The provider sent us elsewhere; we did not go.</summary>
    Redirected,

    /// <summary>No connection came about.</summary>
    ConnectFailed,

    /// <summary>A connection, an answer or the next piece of one did not come in time.</summary>
    TimedOut,

    /// <summary>The request or the answer is larger than we send or take.</summary>
    TooLarge,

    /// <summary>The connection ended before the answer did.</summary>
    Interrupted,

    /// <summary>The provider asks us to come later.</summary>
    RateLimited,

    /// <summary>The provider has more to do than it can; it says so.</summary>
    Overloaded,

    /// <summary>What may be spent at the provider is spent.</summary>
    SpendLimit,

    /// <summary>The provider knows no such model, or has it no longer.</summary>
    ModelUnknown,

    /// <summary>The question is longer than the model can read.</summary>
    ContextTooLong,

    /// <summary>The provider is not asked for a while, because it failed too often, or until somebody changes what it refused.</summary>
    CircuitOpen,

    /// <summary>The provider refused the request.</summary>
    ProviderRefused,

    /// <summary>The provider has a fault.</summary>
    ProviderFailed,

    /// <summary>What came back is not what the provider's protocol says.</summary>
    AnswerUnreadable,

    /// <summary>What was to be sent holds something that must not leave.</summary>
    ContentRefused,

    /// <summary>The attempt could not be recorded, so nothing was sent.</summary>
    NotRecorded,

    /// <summary>What it may cost does not fit the user's budgets, so nothing was sent.</summary>
    OverBudget,

    /// <summary>Egress itself has a fault.</summary>
    Fault,
}
