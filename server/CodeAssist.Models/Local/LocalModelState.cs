using CodeAssist.Core.Models;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.Models.Local;

/// <summary>Where the local model stands between "nobody asked yet" and "answers".</summary>
internal abstract record LocalModelState
{
    private LocalModelState()
    {
    }

    /// <summary>Nobody asked yet, or the host unloaded the model while it was idle.</summary>
    public sealed record Idle : LocalModelState;

    /// <param name="Settled">Completes when this state is left.</param>
    public sealed record Starting(TaskCompletionSource Settled) : LocalModelState;

    /// <param name="Connection">The open connection to the host.</param>
    /// <param name="Description">What the host loaded.</param>
    /// <param name="Availability">What the pipeline is told of it.</param>
    public sealed record Up(HostConnection Connection, ModelDescription Description, ModelAvailability Availability) : LocalModelState
    {
        /// <summary>Completes when the connection has ended and this state has been left.</summary>
        public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public sealed record Down(ModelFailure Failure) : LocalModelState;
}
