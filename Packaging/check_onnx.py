"""check_onnx.py DATA MODEL...: holds what onnxruntime makes of each model against the tools, which are on PATH."""

import io
import subprocess
import sys

import numpy as np
import onnx
import onnxruntime


def tool(*words):
    return subprocess.run(words, stdout=subprocess.PIPE, check=True).stdout


def array(*words):
    return np.load(io.BytesIO(tool(*words)))


def run(model, half, values):
    content = tool("vae-info", "--onnx", half, model)
    onnx.checker.check_model(onnx.load_from_string(content), full_check=True)
    session = onnxruntime.InferenceSession(content)
    return dict(zip((o.name for o in session.get_outputs()), session.run(None, {session.get_inputs()[0].name: values})))


data = sys.argv[1]
x = array("vae-tensor", "cast", "f4", data)
for model in sys.argv[2:]:
    parameters = array("vae-encode", "-m", model, "--params", data)
    z = array("vae-encode", "-m", model, data)
    outputs = run(model, "encoder", x)
    encoded = np.stack([outputs["mean"], outputs["log_variance"]], axis=1)
    np.testing.assert_allclose(encoded, parameters.reshape(encoded.shape), rtol=1e-5, atol=1e-5, err_msg=model)
    with open("z.npy", "wb") as file:
        np.save(file, z)
    again = run(model, "decoder", z)["mean"]
    expected = array("vae-decode", "-m", model, "z.npy")
    np.testing.assert_allclose(again, expected, rtol=1e-5, atol=1e-5, err_msg=model)
    assert again.shape == expected.shape, (again.shape, expected.shape)
print(len(sys.argv) - 2, "models agree")
