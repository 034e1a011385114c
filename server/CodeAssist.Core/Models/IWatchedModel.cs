namespace CodeAssist.Core.Models;

/// <summary>A completion model that says by itself how it is.</summary>
public interface IWatchedModel : ICompletionModel, IAsyncDisposable
{
    /// <summary>Raised on every change a user may want to see; handlers must not block.</summary>
    event Action<ModelAvailability>? Changed;

    /// <summary>Raised with a sentence that the user must be told once.</summary>
    event Action<string>? Notice;

    /// <summary>Gives up a load that is under way. No other is begun until somebody chooses a model or starts anew; does nothing where nothing loads.</summary>
    void EndLoading()
    {
    }
}
