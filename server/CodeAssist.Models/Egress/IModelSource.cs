using CodeAssist.Egress.Protocol;

namespace CodeAssist.Models.Egress;

/// <summary>Hands out files of models. Disposing of it ends what is on its way.</summary>
public interface IModelSource : IAsyncDisposable
{
    /// <param name="model">Id of a model of the list.</param>
    /// <param name="file">Number of its file, from 0.</param>
    /// <param name="part">Which of its parts, from 1.</param>
    /// <param name="from">First byte that is wanted.</param>
    /// <param name="tag">The state of the file that the bytes before are of, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Exactly one of the two.</returns>
    Task<(IModelTransfer? Stream, EgressFailure? Failure)> OpenAsync(string model, int file, int part, long from, string? tag, CancellationToken cancellationToken);
}
