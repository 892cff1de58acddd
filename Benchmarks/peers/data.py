"""The data that all peers see."""
import gzip
import numpy as np


def images(path, rows=60000):
    """N x D floats in [0, 1]: the images of an IDX file, or noise of which 19 % is not zero, as in MNIST."""
    if path is None:
        generator = np.random.default_rng(0)
        data = generator.random((rows, 784), np.float32)
        return np.where(generator.random((rows, 784), np.float32) < 0.19, data, 0)
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        bytes = file.read()
    count = int.from_bytes(bytes[4:8], "big")
    return np.frombuffer(bytes, np.uint8, offset=16).reshape(count, -1).astype(np.float32) / 255


def options(parser):
    """The options of all peers."""
    parser.add_argument("images", nargs="?", help="an IDX file, gzipped or not; noise without one")
    parser.add_argument("--task", default="train", choices=["train", "encode", "decode", "importance"])
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--rows", type=int, default=60000, help="of the images, for --task importance")
    parser.add_argument("--samples", type=int, default=5000, help="for each of them, a multiple of the batch")
    parser.add_argument("--hidden", default="500", help="widths of the encoder's hidden layers: 500,200")
    parser.add_argument("--latent", type=int, default=20)
    parser.add_argument("--likelihood", default="bernoulli", choices=["bernoulli", "gaussian"])
    parser.add_argument("--epochs", type=int, default=2, help="after one that is not timed")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--dtype", default="fp32", choices=["fp32", "bf16"])
    parsed = parser.parse_args()
    parsed.hidden = [int(width) for width in parsed.hidden.split(",")]
    return parsed


def sizes(options, dimensions):
    """The widths of the encoder and of the decoder, from their inputs to their outputs."""
    outputs = dimensions * (2 if options.likelihood == "gaussian" else 1)
    return ([dimensions, *options.hidden, 2 * options.latent],
            [options.latent, *reversed(options.hidden), outputs])
