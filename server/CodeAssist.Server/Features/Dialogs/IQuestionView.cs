namespace CodeAssist.Server.Features.Dialogs;

/// <summary>A page on which a question can stand.</summary>
internal interface IQuestionView
{
    /// <summary>Shows it where the page is open; null takes it away.</summary>
    void Show(PageQuestion? question);

    /// <summary>Shows it in front of the user.</summary>
    Task RaiseAsync(PageQuestion question, CancellationToken cancellationToken);
}
