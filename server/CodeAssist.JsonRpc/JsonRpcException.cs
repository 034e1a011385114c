namespace CodeAssist.JsonRpc;

/// <summary>The other side answered with an error; thrown by a handler of a <see cref="MethodTable"/>, the answer itself.</summary>
public sealed class JsonRpcException : Exception
{
    public JsonRpcException(JsonRpcError error)
        : base(error.Message) => Error = error;

    public JsonRpcError Error { get; }

    public int Code => Error.Code;
}
