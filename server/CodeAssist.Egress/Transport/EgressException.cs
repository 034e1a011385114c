using CodeAssist.Egress.Protocol;

namespace CodeAssist.Egress.Transport;

/// <summary>Carries an expected failure through an SDK, which knows no other way, to the call that began it.</summary>
internal sealed class EgressException(EgressFailure failure) : Exception(failure.Message)
{
    public EgressFailure Failure { get; } = failure;
}
